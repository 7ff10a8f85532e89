-- BPMN Stages 1.0.0, mysql and mariadb: creates the tables and keeps their version

create table STG_HI_RUN (
    ID_ varchar(64) not null,
    PROC_DEF_ID_ varchar(64) not null,
    PROC_DEF_KEY_ varchar(255) not null,
    OTHER_DEF_ID_ varchar(64),
    OTHER_DEF_KEY_ varchar(255),
    BUSINESS_KEY_ varchar(255),
    ROOT_PROC_INST_ID_ varchar(64),
    SUPER_PROC_INST_ID_ varchar(64),
    STATUS_ varchar(32) not null,
    CURRENT_STAGE_ID_ varchar(255),
    START_TIME_ datetime(3) not null,
    END_TIME_ datetime(3),
    DURATION_ bigint,
    OWNER_ID_ varchar(255),
    REASON_ varchar(2000),
    TENANT_ID_ varchar(64),
    REMOVAL_TIME_ datetime(3),
    primary key (ID_)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COLLATE utf8_bin;

create index STG_IDX_RUN_DEF on STG_HI_RUN (PROC_DEF_ID_, START_TIME_);
create index STG_IDX_RUN_DEF_KEY on STG_HI_RUN (PROC_DEF_KEY_, START_TIME_);
create index STG_IDX_RUN_OTHER_DEF on STG_HI_RUN (OTHER_DEF_KEY_, OTHER_DEF_ID_);
create index STG_IDX_RUN_BUSKEY on STG_HI_RUN (BUSINESS_KEY_);
create index STG_IDX_RUN_ROOT on STG_HI_RUN (ROOT_PROC_INST_ID_);
create index STG_IDX_RUN_SUPER on STG_HI_RUN (SUPER_PROC_INST_ID_);
create index STG_IDX_RUN_RM_TIME on STG_HI_RUN (REMOVAL_TIME_);
create index STG_IDX_RUN_STATUS on STG_HI_RUN (STATUS_, START_TIME_);
create index STG_IDX_RUN_START on STG_HI_RUN (START_TIME_);
create index STG_IDX_RUN_END on STG_HI_RUN (END_TIME_);

create table STG_HI_STAGE_RUN (
    ID_ varchar(64) not null,
    RUN_ID_ varchar(64) not null,
    PROC_DEF_ID_ varchar(64) not null,
    PROC_DEF_KEY_ varchar(255) not null,
    ROOT_PROC_INST_ID_ varchar(64),
    STAGE_ID_ varchar(255) not null,
    STAGE_NAME_ varchar(255),
    ACT_INST_ID_ varchar(64),
    STATUS_ varchar(32) not null,
    WAITING_ boolean not null,
    UNSTARTED_ boolean not null,
    START_TIME_ datetime(3) not null,
    END_TIME_ datetime(3),
    DURATION_ bigint,
    DUE_DATE_ datetime(3),
    OWNER_ID_ varchar(255),
    ERROR_CODE_ varchar(255),
    ERROR_MSG_ varchar(2000),
    FAULT_PATH_ varchar(255),
    SEQUENCE_ bigint not null,
    TENANT_ID_ varchar(64),
    REMOVAL_TIME_ datetime(3),
    primary key (ID_)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COLLATE utf8_bin;

create index STG_IDX_STAGE_RUN_RUN on STG_HI_STAGE_RUN (RUN_ID_, STAGE_ID_);
create index STG_IDX_STAGE_RUN_ACT on STG_HI_STAGE_RUN (ACT_INST_ID_);
create index STG_IDX_STAGE_RUN_DUE on STG_HI_STAGE_RUN (DUE_DATE_);
create index STG_IDX_STAGE_RUN_RM_TIME on STG_HI_STAGE_RUN (REMOVAL_TIME_);
create index STG_IDX_STAGE_RUN_STATUS on STG_HI_STAGE_RUN (STATUS_, END_TIME_);
create index STG_IDX_STAGE_RUN_START on STG_HI_STAGE_RUN (START_TIME_);

create table STG_HI_STEP_RUN (
    ID_ varchar(64) not null,
    RUN_ID_ varchar(64) not null,
    STAGE_RUN_ID_ varchar(64) not null,
    PROC_DEF_ID_ varchar(64) not null,
    PROC_DEF_KEY_ varchar(255) not null,
    ROOT_PROC_INST_ID_ varchar(64),
    STAGE_ID_ varchar(255) not null,
    STEP_ID_ varchar(255) not null,
    STEP_NAME_ varchar(255),
    STEP_TYPE_ varchar(32) not null,
    ACT_INST_ID_ varchar(64),
    TASK_ID_ varchar(64),
    CALL_PROC_INST_ID_ varchar(64),
    ASSIGNEE_ varchar(255),
    STATUS_ varchar(32) not null,
    START_TIME_ datetime(3) not null,
    END_TIME_ datetime(3),
    DURATION_ bigint,
    ERROR_CODE_ varchar(255),
    ERROR_MSG_ varchar(2000),
    SEQUENCE_ bigint not null,
    TENANT_ID_ varchar(64),
    REMOVAL_TIME_ datetime(3),
    primary key (ID_)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COLLATE utf8_bin;

create index STG_IDX_STEP_RUN_RUN on STG_HI_STEP_RUN (RUN_ID_, STAGE_RUN_ID_);
create index STG_IDX_STEP_RUN_ACT on STG_HI_STEP_RUN (ACT_INST_ID_);
create index STG_IDX_STEP_RUN_RM_TIME on STG_HI_STEP_RUN (REMOVAL_TIME_);
create index STG_IDX_STEP_RUN_WORK on STG_HI_STEP_RUN (TASK_ID_, CALL_PROC_INST_ID_);
create index STG_IDX_STEP_RUN_ASSIGNEE on STG_HI_STEP_RUN (ASSIGNEE_);
create index STG_IDX_STEP_RUN_STATUS on STG_HI_STEP_RUN (STATUS_, END_TIME_);
create index STG_IDX_STEP_RUN_START on STG_HI_STEP_RUN (START_TIME_);

create table STG_HI_MILESTONE (
    ID_ varchar(64) not null,
    RUN_ID_ varchar(64) not null,
    STAGE_RUN_ID_ varchar(64),
    STEP_RUN_ID_ varchar(64),
    ROOT_PROC_INST_ID_ varchar(64),
    PROC_DEF_ID_ varchar(64) not null,
    PROC_DEF_KEY_ varchar(255) not null,
    KIND_ varchar(32) not null,
    STAGE_ID_ varchar(255),
    STEP_ID_ varchar(255),
    DETAIL_ varchar(2000),
    USER_ID_ varchar(255),
    TIMESTAMP_ datetime(3) not null,
    SEQUENCE_ bigint not null,
    TENANT_ID_ varchar(64),
    REMOVAL_TIME_ datetime(3),
    primary key (ID_)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COLLATE utf8_bin;

create index STG_IDX_MILESTONE_RUN on STG_HI_MILESTONE (RUN_ID_, TIMESTAMP_);
create index STG_IDX_MILESTONE_RM_TIME on STG_HI_MILESTONE (REMOVAL_TIME_);
create index STG_IDX_MILESTONE_TIME on STG_HI_MILESTONE (TIMESTAMP_);
create index STG_IDX_MILESTONE_SEQ on STG_HI_MILESTONE (SEQUENCE_);

delete from ACT_GE_PROPERTY where NAME_ = 'stages.schema.version';
insert into ACT_GE_PROPERTY values ('stages.schema.version', '1.0.0', 1);
