-- Not a version that there is: tries the way from one to the next

alter table STG_HI_RUN add SECOND_ varchar(64);

update ACT_GE_PROPERTY set VALUE_ = '9.9.9' where NAME_ = 'stages.schema.version';
