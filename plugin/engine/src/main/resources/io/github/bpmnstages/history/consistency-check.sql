-- Lists every disagreement between the stage records and the engine's own tables; none is expected.
-- What a migration has taken out of a stage, or of the orchestrations, is a record of its own: it does not count.
-- On Oracle, SQL Server and DB2 write 1 for true and 0 for false. With a table prefix, put it before each table.

-- runs and process instances

select 'run without process instance' as PROBLEM_, r.ID_ as ROW_ID_, r.ID_ as RUN_ID_
from STG_HI_RUN r
where not exists (select 1 from ACT_HI_PROCINST p where p.ID_ = r.ID_)
  and not exists (select 1 from ACT_RU_EXECUTION e where e.ID_ = r.ID_)

union all
select 'process instance without run', p.ID_, p.ID_
from ACT_HI_PROCINST p
where exists (select 1 from STG_HI_RUN k where k.PROC_DEF_ID_ = p.PROC_DEF_ID_ and k.START_TIME_ < p.START_TIME_)
  and not exists (select 1 from STG_HI_RUN r where r.ID_ = p.ID_)

union all
select 'run is open, its process instance has ended', r.ID_, r.ID_
from STG_HI_RUN r join ACT_HI_PROCINST p on p.ID_ = r.ID_
where r.END_TIME_ is null and p.END_TIME_ is not null

union all
select 'run has ended, its process instance is open', r.ID_, r.ID_
from STG_HI_RUN r join ACT_HI_PROCINST p on p.ID_ = r.ID_
where r.END_TIME_ is not null and p.END_TIME_ is null
  and coalesce(r.REASON_, '-') not like 'Migrated to process definition%'

union all
select 'run is open, the engine does not execute it', r.ID_, r.ID_
from STG_HI_RUN r
where r.END_TIME_ is null and not exists (select 1 from ACT_RU_EXECUTION e where e.ID_ = r.ID_)

union all
select 'run has another definition, root, caller, business key or tenant than its process instance', r.ID_, r.ID_
from STG_HI_RUN r join ACT_HI_PROCINST p on p.ID_ = r.ID_
where r.PROC_DEF_ID_ <> p.PROC_DEF_ID_ or r.PROC_DEF_KEY_ <> p.PROC_DEF_KEY_
  or coalesce(r.ROOT_PROC_INST_ID_, '-') <> coalesce(p.ROOT_PROC_INST_ID_, '-')
  -- the engine forgets the caller of what ends in the moment in which it is suspended or resumed
  or (p.SUPER_PROCESS_INSTANCE_ID_ is not null and coalesce(r.SUPER_PROC_INST_ID_, '-') <> p.SUPER_PROCESS_INSTANCE_ID_)
  or coalesce(r.BUSINESS_KEY_, '-') <> coalesce(p.BUSINESS_KEY_, '-')
  or coalesce(r.TENANT_ID_, '-') <> coalesce(p.TENANT_ID_, '-')

union all
select 'run is suspended, its process instance is not', r.ID_, r.ID_
from STG_HI_RUN r join ACT_RU_EXECUTION e on e.ID_ = r.ID_
where r.STATUS_ = 'SUSPENDED' and e.SUSPENSION_STATE_ <> 2

union all
select 'run is in progress, its process instance is suspended', r.ID_, r.ID_
from STG_HI_RUN r join ACT_RU_EXECUTION e on e.ID_ = r.ID_
where r.STATUS_ = 'IN_PROGRESS' and e.SUSPENSION_STATE_ = 2

union all
select 'open run is in error without an open incident', r.ID_, r.ID_
from STG_HI_RUN r
where r.END_TIME_ is null and r.STATUS_ = 'ERROR'
  and not exists (select 1 from ACT_RU_INCIDENT i where i.PROC_INST_ID_ = r.ID_
    and i.INCIDENT_TYPE_ in ('failedJob', 'failedExternalTask', 'failedStageCondition'))

union all
select 'open run has an open incident and is not in error', r.ID_, r.ID_
from STG_HI_RUN r
where r.END_TIME_ is null and r.STATUS_ <> 'ERROR'
  and exists (select 1 from ACT_RU_INCIDENT i where i.PROC_INST_ID_ = r.ID_
    and i.INCIDENT_TYPE_ in ('failedJob', 'failedExternalTask', 'failedStageCondition'))

union all
select 'current stage of an open run is not its open stage run', r.ID_, r.ID_
from STG_HI_RUN r
where r.END_TIME_ is null
  and ((r.CURRENT_STAGE_ID_ is null
      and exists (select 1 from STG_HI_STAGE_RUN s where s.RUN_ID_ = r.ID_ and s.END_TIME_ is null))
    or (r.CURRENT_STAGE_ID_ is not null and not exists (select 1 from STG_HI_STAGE_RUN s
      where s.RUN_ID_ = r.ID_ and s.END_TIME_ is null and s.STAGE_ID_ = r.CURRENT_STAGE_ID_)))

union all
select 'run has a status to end with and no end time, or an end time without', r.ID_, r.ID_
from STG_HI_RUN r
where (r.END_TIME_ is null and (r.STATUS_ in ('COMPLETED', 'CANCELED') or r.DURATION_ is not null))
  or (r.END_TIME_ is not null and (r.STATUS_ in ('IN_PROGRESS', 'SUSPENDED') or r.DURATION_ is null))

-- stage runs and activity instances

union all
select 'stage run without run', s.ID_, s.RUN_ID_
from STG_HI_STAGE_RUN s
where not exists (select 1 from STG_HI_RUN r where r.ID_ = s.RUN_ID_)

union all
select 'two stages of a run are open', r.ID_, r.ID_
from STG_HI_RUN r
where (select count(*) from STG_HI_STAGE_RUN s where s.RUN_ID_ = r.ID_ and s.END_TIME_ is null) > 1

union all
select 'stage run without activity instance', s.ID_, s.RUN_ID_
from STG_HI_STAGE_RUN s join ACT_HI_PROCINST p on p.ID_ = s.RUN_ID_
where not exists (select 1 from ACT_HI_ACTINST a where a.ID_ = s.ACT_INST_ID_)

union all
select 'activity instance of a stage without stage run', a.ID_, a.PROC_INST_ID_
from ACT_HI_ACTINST a join STG_HI_RUN r on r.ID_ = a.PROC_INST_ID_ and r.START_TIME_ <= a.START_TIME_
where a.ACT_TYPE_ = 'subProcess'
  and exists (select 1 from STG_HI_STAGE_RUN k where k.PROC_DEF_ID_ = a.PROC_DEF_ID_ and k.STAGE_ID_ = a.ACT_ID_)
  and not exists (select 1 from STG_HI_STAGE_RUN s where s.ACT_INST_ID_ = a.ID_)

union all
select 'activity instance with two stage runs', a.ID_, a.PROC_INST_ID_
from ACT_HI_ACTINST a
where a.ACT_TYPE_ = 'subProcess'
  and (select count(*) from STG_HI_STAGE_RUN s where s.ACT_INST_ID_ = a.ID_) > 1

union all
select 'stage run is open, its activity instance has ended', s.ID_, s.RUN_ID_
from STG_HI_STAGE_RUN s join ACT_HI_ACTINST a on a.ID_ = s.ACT_INST_ID_
where s.END_TIME_ is null and a.END_TIME_ is not null

union all
select 'stage run has ended, its activity instance is open', s.ID_, s.RUN_ID_
from STG_HI_STAGE_RUN s
  join ACT_HI_ACTINST a on a.ID_ = s.ACT_INST_ID_
  join ACT_HI_PROCINST p on p.ID_ = s.RUN_ID_
where s.END_TIME_ is not null and a.END_TIME_ is null
  and not (s.STATUS_ = 'CANCELED' and exists (select 1 from STG_HI_MILESTONE m
    where m.RUN_ID_ = s.RUN_ID_ and m.STAGE_RUN_ID_ = s.ID_ and m.KIND_ = 'START_STAGE' and m.PROC_DEF_ID_ <> s.PROC_DEF_ID_))

union all
select 'stage run has another stage, definition or tenant than its activity instance', s.ID_, s.RUN_ID_
from STG_HI_STAGE_RUN s join ACT_HI_ACTINST a on a.ID_ = s.ACT_INST_ID_
where s.PROC_DEF_ID_ <> a.PROC_DEF_ID_ or s.STAGE_ID_ <> a.ACT_ID_
  or coalesce(s.TENANT_ID_, '-') <> coalesce(a.TENANT_ID_, '-')

union all
select 'stage run is completed, its activity instance was canceled, or the other way round', s.ID_, s.RUN_ID_
from STG_HI_STAGE_RUN s join ACT_HI_ACTINST a on a.ID_ = s.ACT_INST_ID_
where s.END_TIME_ is not null and a.END_TIME_ is not null
  and not (s.STATUS_ = 'CANCELED' and exists (select 1 from STG_HI_MILESTONE m
    where m.RUN_ID_ = s.RUN_ID_ and m.STAGE_RUN_ID_ = s.ID_ and m.KIND_ = 'START_STAGE' and m.PROC_DEF_ID_ <> s.PROC_DEF_ID_))
  and ((s.STATUS_ = 'COMPLETED' and a.ACT_INST_STATE_ = 2) or (s.STATUS_ <> 'COMPLETED' and a.ACT_INST_STATE_ <> 2))

union all
select 'stage run has a status to end with and no end time, or an end time without', s.ID_, s.RUN_ID_
from STG_HI_STAGE_RUN s
where (s.END_TIME_ is null and (s.STATUS_ in ('COMPLETED', 'CANCELED') or s.DURATION_ is not null))
  or (s.END_TIME_ is not null and (s.STATUS_ in ('IN_PROGRESS', 'SUSPENDED') or s.DURATION_ is null))

union all
select 'stage run is open in a run that has ended', s.ID_, s.RUN_ID_
from STG_HI_STAGE_RUN s join STG_HI_RUN r on r.ID_ = s.RUN_ID_
where s.END_TIME_ is null and r.END_TIME_ is not null

union all
select 'open stage run has another status than its run allows', s.ID_, s.RUN_ID_
from STG_HI_STAGE_RUN s join STG_HI_RUN r on r.ID_ = s.RUN_ID_
where s.END_TIME_ is null and r.END_TIME_ is null and s.STATUS_ <> r.STATUS_
  and not (s.STATUS_ = 'DISCONTINUED' and r.STATUS_ = 'ERROR')

union all
select 'stage run waits for its condition and has ended, or has open steps', s.ID_, s.RUN_ID_
from STG_HI_STAGE_RUN s
where s.WAITING_ = true and (s.END_TIME_ is not null
  or exists (select 1 from STG_HI_STEP_RUN t where t.RUN_ID_ = s.RUN_ID_ and t.STAGE_RUN_ID_ = s.ID_ and t.END_TIME_ is null))

union all
select 'stage run waits for its condition, its token does not rest on the stage', s.ID_, s.RUN_ID_
from STG_HI_STAGE_RUN s join ACT_HI_ACTINST a on a.ID_ = s.ACT_INST_ID_
where s.WAITING_ = true and s.END_TIME_ is null
  and not exists (select 1 from ACT_RU_EXECUTION e where e.PROC_INST_ID_ = s.RUN_ID_
    and e.ACT_INST_ID_ = s.ACT_INST_ID_ and e.ACT_ID_ = s.STAGE_ID_)

union all
select 'token rests on the stage, its stage run does not wait', s.ID_, s.RUN_ID_
from STG_HI_STAGE_RUN s
  join ACT_RU_EXECUTION e on e.PROC_INST_ID_ = s.RUN_ID_ and e.ACT_INST_ID_ = s.ACT_INST_ID_ and e.ACT_ID_ = s.STAGE_ID_
where s.END_TIME_ is null and s.WAITING_ = false
  and not exists (select 1 from ACT_RU_EXECUTION c where c.PARENT_ID_ = e.ID_)
  and not exists (select 1 from ACT_RU_JOB j where j.EXECUTION_ID_ = e.ID_)

-- step runs and activity instances

union all
select 'step run without stage run', t.ID_, t.RUN_ID_
from STG_HI_STEP_RUN t
where not exists (select 1 from STG_HI_STAGE_RUN s where s.ID_ = t.STAGE_RUN_ID_ and s.RUN_ID_ = t.RUN_ID_)

union all
select 'step run without activity instance', t.ID_, t.RUN_ID_
from STG_HI_STEP_RUN t join ACT_HI_PROCINST p on p.ID_ = t.RUN_ID_
where t.ACT_INST_ID_ is not null
  and not exists (select 1 from ACT_HI_ACTINST a where a.ID_ = t.ACT_INST_ID_)

union all
select 'activity instance of a step without step run', a.ID_, a.PROC_INST_ID_
from ACT_HI_ACTINST a join STG_HI_RUN r on r.ID_ = a.PROC_INST_ID_ and r.START_TIME_ <= a.START_TIME_
where exists (select 1 from STG_HI_STEP_RUN k where k.PROC_DEF_ID_ = a.PROC_DEF_ID_ and k.STEP_ID_ = a.ACT_ID_)
  and not exists (select 1 from STG_HI_STEP_RUN t where t.ACT_INST_ID_ = a.ID_)
  and not exists (select 1 from ACT_HI_ACTINST b where b.ID_ = a.PARENT_ACT_INST_ID_ and b.ACT_TYPE_ = 'multiInstanceBody')

union all
select 'activity instance with two step runs', a.ID_, a.PROC_INST_ID_
from ACT_HI_ACTINST a
where (select count(*) from STG_HI_STEP_RUN t where t.ACT_INST_ID_ = a.ID_) > 1

union all
select 'step run is open, its activity instance has ended', t.ID_, t.RUN_ID_
from STG_HI_STEP_RUN t join ACT_HI_ACTINST a on a.ID_ = t.ACT_INST_ID_
where t.END_TIME_ is null and a.END_TIME_ is not null

union all
select 'step run has ended, its activity instance is open', t.ID_, t.RUN_ID_
from STG_HI_STEP_RUN t join ACT_HI_ACTINST a on a.ID_ = t.ACT_INST_ID_
where t.END_TIME_ is not null and a.END_TIME_ is null
  and not (t.STATUS_ = 'CANCELED' and exists (select 1 from STG_HI_MILESTONE m
    where m.RUN_ID_ = t.RUN_ID_ and m.STAGE_RUN_ID_ = t.STAGE_RUN_ID_ and m.KIND_ = 'START_STAGE' and m.PROC_DEF_ID_ <> t.PROC_DEF_ID_))

union all
select 'step run has another definition, task, called process or tenant than its activity instance', t.ID_, t.RUN_ID_
from STG_HI_STEP_RUN t join ACT_HI_ACTINST a on a.ID_ = t.ACT_INST_ID_
where t.PROC_DEF_ID_ <> a.PROC_DEF_ID_
  or (a.TASK_ID_ is not null and coalesce(t.TASK_ID_, '-') <> a.TASK_ID_)
  or coalesce(t.CALL_PROC_INST_ID_, '-') <> coalesce(a.CALL_PROC_INST_ID_, '-')
  or coalesce(t.TENANT_ID_, '-') <> coalesce(a.TENANT_ID_, '-')

union all
select 'step run is completed, its activity instance was canceled, or the other way round', t.ID_, t.RUN_ID_
from STG_HI_STEP_RUN t join ACT_HI_ACTINST a on a.ID_ = t.ACT_INST_ID_
where t.END_TIME_ is not null and a.END_TIME_ is not null
  and not (t.STATUS_ = 'CANCELED' and exists (select 1 from STG_HI_MILESTONE m
    where m.RUN_ID_ = t.RUN_ID_ and m.STAGE_RUN_ID_ = t.STAGE_RUN_ID_ and m.KIND_ = 'START_STAGE' and m.PROC_DEF_ID_ <> t.PROC_DEF_ID_))
  and ((t.STATUS_ = 'COMPLETED' and a.ACT_INST_STATE_ = 2) or (t.STATUS_ <> 'COMPLETED' and a.ACT_INST_STATE_ <> 2))

union all
select 'step run has a status to end with and no end time, or an end time without', t.ID_, t.RUN_ID_
from STG_HI_STEP_RUN t
where (t.END_TIME_ is null and (t.STATUS_ in ('COMPLETED', 'CANCELED', 'DISCONTINUED') or t.DURATION_ is not null))
  or (t.END_TIME_ is not null and (t.STATUS_ = 'IN_PROGRESS' or t.DURATION_ is null))

union all
select 'step run is open in a stage run that has ended', t.ID_, t.RUN_ID_
from STG_HI_STEP_RUN t join STG_HI_STAGE_RUN s on s.ID_ = t.STAGE_RUN_ID_
where t.END_TIME_ is null and s.END_TIME_ is not null

union all
select 'open step run is in error, its stage run is not', t.ID_, t.RUN_ID_
from STG_HI_STEP_RUN t join STG_HI_STAGE_RUN s on s.ID_ = t.STAGE_RUN_ID_
where t.END_TIME_ is null and t.STATUS_ = 'ERROR' and s.STATUS_ <> 'ERROR'

union all
select 'step run is open, its task is not', t.ID_, t.RUN_ID_
from STG_HI_STEP_RUN t
where t.END_TIME_ is null and t.TASK_ID_ is not null
  and not exists (select 1 from ACT_RU_TASK u where u.ID_ = t.TASK_ID_)
  and not exists (select 1 from ACT_RU_EXT_TASK x where x.ID_ = t.TASK_ID_)

union all
select 'step run has another assignee than its task', t.ID_, t.RUN_ID_
from STG_HI_STEP_RUN t join ACT_RU_TASK u on u.ID_ = t.TASK_ID_
where coalesce(u.ASSIGNEE_, '-') <> coalesce(t.ASSIGNEE_, '-')

-- milestones

union all
select 'milestone without run, stage run or step run', m.ID_, m.RUN_ID_
from STG_HI_MILESTONE m
where not exists (select 1 from STG_HI_RUN r where r.ID_ = m.RUN_ID_)
  or (m.STAGE_RUN_ID_ is not null
    and not exists (select 1 from STG_HI_STAGE_RUN s where s.ID_ = m.STAGE_RUN_ID_ and s.RUN_ID_ = m.RUN_ID_))
  or (m.STEP_RUN_ID_ is not null
    and not exists (select 1 from STG_HI_STEP_RUN t where t.ID_ = m.STEP_RUN_ID_ and t.RUN_ID_ = m.RUN_ID_))

union all
select 'milestones of a run with the same sequence number', min(m.ID_), m.RUN_ID_
from STG_HI_MILESTONE m
group by m.RUN_ID_, m.SEQUENCE_ having count(*) > 1

union all
select 'run without the milestone of its end, or with two', r.ID_, r.ID_
from STG_HI_RUN r
where (r.STATUS_ = 'COMPLETED'
    and (select count(*) from STG_HI_MILESTONE m where m.RUN_ID_ = r.ID_ and m.KIND_ = 'END_RUN') <> 1)
  or (r.STATUS_ = 'CANCELED'
    and (select count(*) from STG_HI_MILESTONE m where m.RUN_ID_ = r.ID_ and m.KIND_ = 'CANCEL_RUN') <> 1)
  or (r.STATUS_ = 'ERROR'
    and not exists (select 1 from STG_HI_MILESTONE m where m.RUN_ID_ = r.ID_ and m.KIND_ = 'FAIL_RUN'))
  or (r.STATUS_ not in ('COMPLETED', 'CANCELED')
    and exists (select 1 from STG_HI_MILESTONE m where m.RUN_ID_ = r.ID_ and m.KIND_ in ('END_RUN', 'CANCEL_RUN')))

union all
select 'stage run without the milestone of its end, or with two', s.ID_, s.RUN_ID_
from STG_HI_STAGE_RUN s
where (s.STATUS_ in ('COMPLETED', 'CANCELED')
    and (select count(*) from STG_HI_MILESTONE m where m.RUN_ID_ = s.RUN_ID_ and m.STAGE_RUN_ID_ = s.ID_ and m.KIND_ = 'END_STAGE') <> 1)
  or (s.STATUS_ = 'ERROR'
    and not exists (select 1 from STG_HI_MILESTONE m where m.RUN_ID_ = s.RUN_ID_ and m.STAGE_RUN_ID_ = s.ID_ and m.KIND_ = 'FAIL_STAGE'))
  or (s.STATUS_ not in ('COMPLETED', 'CANCELED')
    and exists (select 1 from STG_HI_MILESTONE m where m.RUN_ID_ = s.RUN_ID_ and m.STAGE_RUN_ID_ = s.ID_ and m.KIND_ = 'END_STAGE'))

union all
select 'step run with two milestones of its end', t.ID_, t.RUN_ID_
from STG_HI_STEP_RUN t
where (select count(*) from STG_HI_MILESTONE m where m.RUN_ID_ = t.RUN_ID_ and m.STEP_RUN_ID_ = t.ID_ and m.KIND_ = 'END_STEP') > 1

-- what all of them share

union all
select 'rows of a run with another root or removal time than the run', x.ID_, x.RUN_ID_
from (select ID_, RUN_ID_, ROOT_PROC_INST_ID_, REMOVAL_TIME_ from STG_HI_STAGE_RUN
    union all select ID_, RUN_ID_, ROOT_PROC_INST_ID_, REMOVAL_TIME_ from STG_HI_STEP_RUN
    union all select ID_, RUN_ID_, ROOT_PROC_INST_ID_, REMOVAL_TIME_ from STG_HI_MILESTONE) x
  join STG_HI_RUN r on r.ID_ = x.RUN_ID_
where coalesce(x.ROOT_PROC_INST_ID_, '-') <> coalesce(r.ROOT_PROC_INST_ID_, '-')
  or (x.REMOVAL_TIME_ is null and r.REMOVAL_TIME_ is not null)
  or (x.REMOVAL_TIME_ is not null and r.REMOVAL_TIME_ is null)
  or x.REMOVAL_TIME_ <> r.REMOVAL_TIME_

union all
select 'run with another removal time than its process instance', r.ID_, r.ID_
from STG_HI_RUN r join ACT_HI_PROCINST p on p.ID_ = r.ID_
where coalesce(r.REASON_, '-') not like 'Migrated to process definition%'
  and ((r.REMOVAL_TIME_ is null and p.REMOVAL_TIME_ is not null)
    or (r.REMOVAL_TIME_ is not null and p.REMOVAL_TIME_ is null)
    or r.REMOVAL_TIME_ <> p.REMOVAL_TIME_)

order by 1, 2
