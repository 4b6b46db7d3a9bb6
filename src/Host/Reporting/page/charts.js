// Charts: drawn as SVG in the page's own colours, told apart by marks and dashes as well, and saved as SVG or PNG on white.

const dark = window.matchMedia('(prefers-color-scheme: dark)'), printing = window.matchMedia('print');

/** Colours that stay apart for the colour-blind (Okabe and Ito's, darkened for white and lightened for black). */
const inks = {
  light: { ink: '#1d1d1b', quiet: '#5d5b56', rule: '#d9d5cc', paper: '#fffdf9', area: 'rgba(179,92,0,.28)', series: ['#00588f', '#a85400', '#007054', '#8b3f70', '#54504a', '#8c7200', '#1f7fb0', '#5b2a86'] },
  dark: { ink: '#e6e3dc', quiet: '#a5a29b', rule: '#3b3c40', paper: '#191a1c', area: 'rgba(255,180,84,.32)', series: ['#7cc0f2', '#f2a65a', '#57cfa8', '#e39ac6', '#c9c5bd', '#e8d15a', '#4fa8dc', '#b99be8'] },
};
const currentInk = () => dark.matches && !printing.matches ? inks.dark : inks.light;

const marks = ['circle', 'path://M0,0h10v10h-10Z', 'path://M0,10L5,0L10,10Z', 'path://M0,5L5,0L10,5L5,10Z', 'path://M0,0L10,0L5,10Z', 'path://M3,0h4v3h3v4h-3v3h-4v-3h-3v-4h3Z', 'path://M4,0h2v10h-2Z', 'path://M0,4h10v2h-10Z'];
const dashes = ['solid', [7, 4], [2, 3], [9, 3, 2, 3], [12, 4], [4, 2], [1, 2], [9, 3, 2, 3, 2, 3]];

/** The same dashes as a legend's picture. */
const dashIcon = n => `path://${(n % 7 === 1 ? range(0, 6).map(k => [k * 5, 2]) : n % 7 === 2 ? [[0, 9], [12, 2], [18, 9], [30, 2]] : [[0, 9], [12, 9], [24, 9]]).map(([x, width]) => `M${x},4h${width}v2h-${width}Z`).join('')}`;

/** Without quotation marks, which would end the attribute that the library writes them into. */
const fonts = 'system-ui, Segoe UI, Helvetica Neue, DejaVu Sans, Arial, sans-serif';

/** What all charts have in common. */
const basics = ink => ({ animation: false, backgroundColor: 'transparent', textStyle: { color: ink.ink, fontFamily: fonts, fontSize: 12 } });

const axisLook = (ink, name, isVertical) => ({
  name, nameLocation: 'middle', nameGap: isVertical ? 52 : 30, nameTextStyle: { color: ink.ink, fontSize: 13 },
  axisLine: { show: true, lineStyle: { color: ink.quiet } }, axisTick: { show: true, lineStyle: { color: ink.quiet } },
  axisLabel: { color: ink.ink, hideOverlap: true }, splitLine: { show: false },
});

/** A box beside the pointer; its lines become text nodes. */
const tooltip = (ink, lines) => ({
  confine: true, backgroundColor: ink.paper, borderColor: ink.rule, textStyle: { color: ink.ink, fontSize: 12, fontFamily: fonts },
  formatter: shown => { const box = element('div'); for (const line of lines(shown)) box.append(element('div', {}, line)); return box; },
});

/** A chart that follows its place's width and the reader's colours. `option(ink)` says what it shows; null for nothing. */
class Chart {
  constructor(place, name) {
    this.place = place;
    this.name = name;
    this.option = null;
    this.bars = element('div', { class: 'controls' },
      element('button', { type: 'button', click: () => save(fileName(this.name(), 'svg'), 'image/svg+xml', this.svg()) }, 'Save as SVG'),
      element('button', { type: 'button', click: async () => save(fileName(this.name(), 'png'), 'image/png', await this.png()) }, 'Save as PNG'));
    place.closest('figure').append(this.bars);
    new ResizeObserver(() => this.chart?.resize()).observe(place);
    for (const media of [dark, printing]) media.addEventListener('change', () => this.draw());
  }

  show(option) {
    this.option = option;
    this.draw();
  }

  draw() {
    if (!this.option) return;
    this.chart ??= echarts.init(this.place, null, { renderer: 'svg' });
    this.chart.setOption({ ...basics(currentInk()), ...this.option(currentInk(), this.place.clientWidth) }, { notMerge: true });
  }

  /** The chart on white, as wide as a column of a paper. */
  svg(width = 760, height = 460) {
    const own = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
    own.setOption({ ...basics(inks.light), ...this.option(inks.light, width), backgroundColor: '#ffffff' });
    const text = own.renderToSVGString();
    own.dispose();
    return text;
  }

  async png(scale = 2) {
    const image = new Image();
    const url = URL.createObjectURL(new Blob([this.svg()], { type: 'image/svg+xml' }));
    image.src = url;
    await image.decode();
    const canvas = element('canvas', { width: image.width * scale, height: image.height * scale });
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    return new Promise(done => canvas.toBlob(done, 'image/png'));
  }
}

/** The ends of an axis, a little beyond the values. */
function ends(values, isLogarithmic) {
  let low = Infinity, high = -Infinity;
  for (const value of values) { if (value < low) low = value; if (value > high) high = value; }
  if (low > high) return isLogarithmic ? [1, 10] : [0, 1];
  if (isLogarithmic) { const room = Math.max(Math.pow(high / low, 0.06), 1.08); return [low / room, high * room]; }
  const room = high > low ? (high - low) * 0.06 : Math.abs(high) * 0.1 || 1;
  return [low >= 0 && low < 0.4 * high ? 0 : low - room, high + room];
}

/** The places of labels on a logarithmic axis: powers of two for numbers of steps, else 1, 2, 5 in each decade as far as they fit. */
function logTicks([low, high], values) {
  const whole = values.length > 0 && values.every(value => Number.isInteger(Math.log2(value)));
  if (whole && high / low < 5000) return range(Math.ceil(Math.log2(low)), Math.floor(Math.log2(high))).map(power => 2 ** power);
  const decades = Math.log10(high / low);
  const steps = decades > 6 ? [1] : decades > 2.5 ? [1, 3] : decades > 0.8 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9];
  const all = range(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))).flatMap(power => steps.map(step => Number(`${step}e${power}`))).filter(value => value >= low && value <= high);
  return all.length > 12 ? all.filter((_, n) => n % Math.ceil(all.length / 12) === 0) : all;
}

const range = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);

/** A short number for an axis. */
const tickText = value => value === 0 ? '0' : Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3 ? value.toExponential().replace('e+', 'e') : String(Number(value.toPrecision(6)));
