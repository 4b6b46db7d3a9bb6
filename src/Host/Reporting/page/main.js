// The page, from top to bottom.

function drawHeader() {
  byId('name').textContent = run.name;
  byId('verdict').append(...run.verdict.map(line => element('li', {}, line)));
  if (run.missing.length > 0) {
    byId('unfinished').hidden = false;
    byId('unfinished').textContent = `This run is not finished: ${grouped(run.missing.length)} of ${counted(run.cells, 'cell')} ${run.missing.length === 1 ? 'is' : 'are'} missing here. Run the pipeline again with the same --out to go on.`;
  }
}

function drawContents() {
  const sections = [...document.querySelectorAll('main > section:not([hidden])')];
  byId('contents').append(...sections.map(section => element('li', {}, element('a', { href: `#${section.id}` }, section.querySelector('h2').textContent))));
}

drawHeader();
drawPipeline();
drawTable();
drawPlot();
drawCurve();
drawPlayer();
drawFailures();
drawOrigin();
drawSources();
drawContents();
document.documentElement.dataset.ready = 'true';
