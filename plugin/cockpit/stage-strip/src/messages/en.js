export default {
  strip: 'Stages',
  empty: 'This run has no stages.',
  loading: 'Loading the stages …',
  retry: 'Try again',
  earlier: '{count} earlier stages',
  later: '{count} later stages',

  runStatus: {
    IN_PROGRESS: 'In Progress',
    SUSPENDED: 'Suspended',
    COMPLETED: 'Completed',
    CANCELED: 'Canceled',
    ERROR: 'Error'
  },
  state: {
    done: 'Completed',
    current: 'In Progress',
    waiting: 'In Progress',
    suspended: 'Suspended',
    failed: 'Error',
    handled: 'Error',
    canceled: 'Canceled',
    discontinued: 'Discontinued',
    skipped: 'Skipped',
    coming: 'Not Started'
  },

  position: 'stage {position} of {count}',
  inFaultPath: 'in a fault path',
  nameless: 'Stage {position}',

  waiting: 'all steps done, waits for its exit condition',
  failedStep: 'step {step} failed',
  caughtBy: 'fault path {event} taken',
  ledTo: 'fault path {event} led to {stage}',

  justNow: 'less than a second',
  for: 'for {duration}',
  started: 'started {duration} ago',
  failed: 'failed {duration} ago',
  took: 'took {duration}',
  due: 'due in {duration}',
  overdue: 'overdue by {duration}',
  late: '{duration} late',
  visits: { one: '{count} visit', other: '{count} visits' },
  overdueStages: { one: '{count} stage overdue', other: '{count} stages overdue' },

  startedAt: 'Started {time}',
  endedAt: 'Ended {time}',
  dueAt: 'Due {time}',

  branch: 'Fault path of {stage}',
  backTo: 'back to {stage}',
  onTo: 'on to {stage}',
  otherFaultPaths: 'Other stages in fault paths',
  formerStages: 'No longer in the process',

  problem: {
    401: 'You are not logged in, or no longer. Log in and try again.',
    403: 'You may not see this run.',
    404: 'There is no such run, or you may not see it.',
    server: 'The stages could not be loaded: the server answered with status {status}.',
    network: 'The stages could not be loaded: the server cannot be reached.',
    format: 'The stages could not be loaded: the answer is not the overview of a run.',
    stale: 'What you see is what was loaded at {time}.'
  }
};
