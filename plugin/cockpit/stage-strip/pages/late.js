Object.assign(document.querySelector('stage-strip'), {
  theme: 'dark',
  selected: 'a',
  overview: {
    run: { id: '1', status: 'IN_PROGRESS' },
    stages: [ { stageId: 'a', stageName: 'Early bird', position: 1, exitCondition: 'allStepsCompleted', status: null, runs: [], steps: [] } ],
    milestones: []
  }
});
