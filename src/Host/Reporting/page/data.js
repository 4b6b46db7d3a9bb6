// The run, as it stands in this file.

const run = JSON.parse(byId('data').textContent);

/** What the run calls the values of a kind of metric: the kind itself, unless the metric has another label. */
const labelOf = kind => Object.hasOwn(run.labels, kind) ? run.labels[kind] : kind;

const number = value => value === 'Infinity' ? Infinity : value === '-Infinity' ? -Infinity : value === 'NaN' ? NaN : value;

/** What a coded column holds for a cell, or undefined. */
const coded = (column, cell) => column === undefined ? undefined : column.of ? column.values[column.of[cell]] : column.values[0];

/** The axes of the sweep: every cell has a value on each. Those with one value only are left out of tables and plots. */
const axes = run.axes.map(axis => ({
  name: axis.name, values: axis.place.values, place: axis.place.of ?? new Array(run.cells).fill(0),
  isNumeric: axis.place.values.every(value => typeof value === 'number'),
}));
/** The axis that `seeds` made: cells that differ in it only are repetitions. */
const seedAxis = run.pipeline.seeds > 1 ? axes.find(axis => axis.name === 'seed') : undefined;
const sweptAxes = axes.filter(axis => axis.values.length > 1);

const metrics = run.metrics.map(metric => ({
  ...metric, value: metric.value.map(number), error: metric.error?.map(number),
  /** How it was computed, if in the same way everywhere. */
  way: metric.method.values.length === 1 && (metric.samples?.values.length ?? 0) < 2 && (!metric.samples?.of?.some((place, cell) => place < 0 && metric.value[cell] !== null)) ? wayOf(metric, metric.value.findIndex(value => value !== null)) : null,
}));

function wayOf(metric, cell) {
  const method = coded(metric.method, cell), samples = coded(metric.samples, cell);
  return samples !== undefined ? `${method === 'samples' ? '' : `${method}, `}${grouped(samples)} samples` : (metric.error?.[cell] ?? null) === null ? `exact (${method})` : method;
}

const failures = new Map(run.failures.map(failure => [failure.cell, failure]));
const missing = new Set(run.missing);

/** Where a cell stands: `schedule:steps = 16, predictor = noisy`. */
const placeOf = cell => sweptAxes.length === 0 ? `cell ${cell}` : sweptAxes.map(axis => `${axis.name} = ${plain(axis.values[axis.place[cell]])}`).join(', ');

/** What can be plotted: axes, scalar values, and L/T − 1 where both are known. Each has a number (or a label) for every cell. */
const quantities = [
  ...sweptAxes.map(axis => ({ name: axis.name, axis, isNumeric: axis.isNumeric, at: cell => axis.values[axis.place[cell]], errorAt: () => null })),
  ...(run.lengths.some((length, cell) => length !== null && run.steps[cell] !== null)
    ? [{ name: 'length/steps-1', isNumeric: true, at: cell => run.lengths[cell] !== null && run.steps[cell] !== null ? run.lengths[cell] / run.steps[cell] - 1 : null, errorAt: () => null }] : []),
  ...metrics.map(metric => ({ name: metric.name, metric, isNumeric: true, at: cell => metric.value[cell], errorAt: cell => metric.error?.[cell] ?? null })),
];
const quantity = name => quantities.find(each => each.name === name);

/** The values of a list of a cell, and their errors, or null. */
function listOf(name, cell) {
  const list = coded(run.lists.find(each => each.name === name)?.lists, cell);
  return list ? { value: list.value.map(number), error: list.error?.map(number) ?? null } : null;
}

/** The cells that the table's filters leave, and who wants to know when they change. */
const shown = { cells: Array.from({ length: run.cells }, (_, cell) => cell), listeners: [] };
