-- Not a version that there is: tries the way from one to the next

alter table STG_HI_RUN add FIRST_ varchar(64);

update ACT_GE_PROPERTY set VALUE_ = '9.9.8' where NAME_ = 'stages.schema.version';
