-- BPMN Stages 1.0.0, mysql and mariadb: drops the tables and their version

drop table if exists STG_HI_MILESTONE;
drop table if exists STG_HI_STEP_RUN;
drop table if exists STG_HI_STAGE_RUN;
drop table if exists STG_HI_RUN;
delete from ACT_GE_PROPERTY where NAME_ = 'stages.schema.version';
