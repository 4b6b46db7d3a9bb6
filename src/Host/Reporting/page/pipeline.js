// The pipeline as a diagram: one box a part, in the order in which data passes through it.

function drawPipeline() {
  const parts = ['data', 'process', 'noise', 'schedule', 'predictor', 'score', 'sampler'];
  const described = new Map((run.plugins ?? []).flatMap(assembly => assembly.plugins ?? []).map(plugin => [`${plugin.section}/${plugin.name}`, plugin]));
  const boxes = parts.filter(part => run.pipeline[part] !== undefined || run.pipeline.sweep?.[part] !== undefined).map(part => partBox(part, run.pipeline[part], part, described));
  byId('diagram').append(...boxes, metricsBox(described));
}

function partBox(part, component, path, described) {
  const variants = run.pipeline.sweep?.[path];
  const swept = axes.filter(axis => axis.name === path || axis.name.startsWith(`${path}:`));
  const own = variants ? [] : optionsOf(component, path, swept);
  return element('li', { class: swept.length > 0 ? 'swept' : '' },
    element('div', { class: 'part' }, part, swept.length > 0 ? element('span', { class: 'sweep' }, '◆ swept') : null),
    variants
      ? element('ul', {}, ...Object.entries(variants).map(([name, variant]) => element('li', {}, element('span', { class: 'sweep' }, '◆ '), variantText(name, variant, swept))))
      : element('div', { class: 'kind' }, component?.kind ?? plain(component)),
    element('ul', {}, ...own, ...swept.filter(axis => axis.name !== path).map(axis =>
      element('li', { class: 'sweep' }, `◆ ${axis.name.slice(path.length + 1)} ${axis.values.length > 8 ? `${axis.values.slice(0, 6).map(plain).join(', ')}, … (${axis.values.length})` : axis.values.map(plain).join(', ')}`))),
    about(described.get(`${part}/${component?.kind}`), variants));
}

function about(plugin, variants) {
  return plugin && !variants ? element('div', { class: 'about' }, plugin.summary, plugin.reference ? ` [${plugin.reference}]` : '') : null;
}

function optionsOf(component, path, swept) {
  return Object.entries(component ?? {})
    .filter(([name, value]) => name !== 'kind' && value !== null && !swept.some(axis => axis.name === `${path}:${name}`))
    .map(([name, value]) => element('li', {}, `${name} ${optionText(value)}`));
}

function variantText(name, variant, swept) {
  const kind = variant?.kind ?? plain(variant);
  const options = Object.entries(variant ?? {}).filter(([option, value]) => option !== 'kind' && value !== null && !swept.some(axis => axis.name.endsWith(`:${option}`)));
  return `${name === kind ? name : `${name}: ${kind}`}${options.length > 0 ? ` (${options.map(([option, value]) => `${option} ${optionText(value)}`).join(', ')})` : ''}`;
}

/** An option's value on one line; a component by its kind and options. */
function optionText(value) {
  const text = value !== null && typeof value === 'object' && !Array.isArray(value) && 'kind' in value
    ? [value.kind, ...Object.entries(value).filter(([name, inner]) => name !== 'kind' && inner !== null).map(([name, inner]) => `${name} ${optionText(inner)}`)].join(' ')
    : typeof value === 'string' && /^([A-Za-z]:)?[\\/]/.test(value) ? `…/${value.split(/[\\/]/).pop()}` : plain(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function metricsBox(described) {
  const entries = Object.entries(run.pipeline.metrics ?? {});
  return element('li', {},
    element('div', { class: 'part' }, 'metrics'),
    element('ul', {}, ...entries.map(([label, metric]) => element('li', { title: described.get(`metrics/${metric.kind}`)?.summary },
      element('span', { class: 'kind' }, label), ` ${metric.kind === label ? '' : `${metric.kind} `}${Object.entries(metric).filter(([name, value]) => name !== 'kind' && value !== null).map(([name, value]) => `${name} ${optionText(value)}`).join(', ')}`))));
}
