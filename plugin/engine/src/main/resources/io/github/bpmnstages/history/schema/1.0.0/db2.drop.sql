-- BPMN Stages 1.0.0, db2: drops the tables and their version

drop table STG_HI_MILESTONE;
drop table STG_HI_STEP_RUN;
drop table STG_HI_STAGE_RUN;
drop table STG_HI_RUN;
delete from ACT_GE_PROPERTY where NAME_ = 'stages.schema.version';
