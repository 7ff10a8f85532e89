// tag::use[]
const strip = document.querySelector('stage-strip');

strip.addEventListener('stage-selected', ({ detail }) => {
  document.querySelector('#details').textContent = `You have selected ${detail.stageId}.`;
});

setInterval(() => strip.reload(), 10000);
// end::use[]
