// One kept sequence, step by step: which positions are revealed when, how uncertain each draw was, and how it reads.

const player = { cell: null, draw: null, frames: [], step: 0, timer: null, speed: 2, mask: null, top: 1, parts: {}, chart: null };

function drawPlayer() {
  if (run.draws.length === 0) {
    byId('player').append(element('p', { class: 'quiet' }, `No sequence is kept of this run${run.noDraws ? `: ${run.noDraws.replace(/\.$/, '')}` : ''}.`));
    return;
  }
  const parts = player.parts = {
    cells: element('span', { class: 'controls' }), samples: element('span', { class: 'controls' }),
    play: element('button', { type: 'button', id: 'play', click: () => (player.timer ? pause() : play()) }, '▶ Play'),
    range: element('input', { type: 'range', class: 'timeline', id: 'timeline', min: 0, max: 1, value: 0, 'aria-label': 'Step', input: () => { pause(); goTo(Number(parts.range.value)); } }),
    where: element('p', { id: 'where', 'aria-live': 'polite' }), stage: element('div', { class: 'stage', id: 'stage', role: 'img' }),
    text: element('div', { class: 'decoded', id: 'decoded' }), scale: element('p', { class: 'quiet' }),
    chart: element('div', { class: 'chart short', role: 'img', 'aria-labelledby': 'when-caption' }), caption: element('figcaption', { id: 'when-caption' }),
  };
  const button = (text, name, to) => element('button', { type: 'button', 'aria-label': name, click: () => { pause(); goTo(to()); } }, text);
  const stage = element('div', { id: 'trajectory-player', tabindex: 0, role: 'group', 'aria-label': 'Player: arrow keys step, space plays, Home and End jump', keydown: playerKey },
    element('div', { class: 'controls' },
      button('«', 'To the start', () => 0), button('‹', 'One step back', () => player.step - 1), parts.play, button('›', 'One step on', () => player.step + 1), button('»', 'To the end', () => player.frames.length - 1),
      parts.range, choice('steps a second', [['0.5', '½'], ['1', '1'], ['2', '2'], ['5', '5'], ['20', '20']], '2', value => { player.speed = Number(value); if (player.timer) { pause(); play(); } })),
    parts.where, parts.stage, parts.text, parts.scale);
  byId('player').append(element('div', { class: 'controls' }, parts.cells, parts.samples), stage, element('figure', {}, parts.chart, parts.caption));
  player.chart = new Chart(parts.chart, () => `${run.name}-steps-${player.cell}`);
  parts.cells.append(...cellChooser(run.draws.map(kept => kept.cell), run.draws[0].cell, chooseDraws, 'player-cell'));
  chooseDraws(run.draws[0].cell);
}

function chooseDraws(cell) {
  pause();
  const { draws } = run.draws.find(kept => kept.cell === cell);
  player.cell = cell;
  player.parts.samples.replaceChildren(...(draws.length > 1 ? [choice('Sequence', draws.map((draw, n) => [n, `sample ${draw.sample}`]), '0', n => chooseDraw(draws[Number(n)]), { id: 'player-sample' })] : []));
  chooseDraw(draws[0]);
}

/** Sets the sequence; a frame holds what is seen after a step: the symbol of each position, and the entropy it was drawn with. */
function chooseDraw(draw) {
  pause();
  player.draw = draw;
  const length = Math.max(draw.tokens.length, ...draw.moves.map(([, position]) => position + 1));
  let symbols = new Array(length).fill(null), entropies = new Array(length).fill(null), changed = [];
  player.mask = maskOf(draw);
  player.frames = [];
  const moves = [...draw.moves];
  const started = moves.some(([step]) => step < 0);
  const steps = [...new Set(moves.map(([step]) => step))].sort((a, b) => a - b);
  if (!started) player.frames.push({ step: null, symbols: [...symbols], entropies: [...entropies], changed });
  for (const step of steps) {
    changed = [];
    for (const [, position, symbol, entropy] of moves.filter(move => move[0] === step)) {
      symbols[position] = symbol === player.mask ? null : symbol;
      entropies[position] = symbol === player.mask ? null : number(entropy);
      changed.push(position);
    }
    player.frames.push({ step, symbols: [...symbols], entropies: [...entropies], changed });
  }
  player.top = Math.max(...moves.map(([, , , entropy]) => entropy ?? 0), 1e-9);
  player.parts.range.max = player.frames.length - 1;
  player.parts.scale.replaceChildren('The bar below a token is the entropy of the law that it was drawn from: the higher and darker, the more, up to ', figures(player.top), ' nats. ', element('span', { class: 'legend' }, ...[0.15, 0.5, 1].map(share => element('span', { class: 'token', 'aria-hidden': 'true' }, bar(share)))), ' Hatched: masked. Framed: changed in this step.');
  player.chart.show(ink => whenOption(moves, length, ink));
  player.parts.caption.textContent = 'Every change: its position and step; larger and darker marks were drawn with more entropy, crosses without a draw.';
  goTo(player.frames.length - 1);
}

/** The symbol that stands for a mask: in an alphabet the one without a text, else the number of symbols, where the pipeline says it. */
function maskOf(draw) {
  const symbols = new Set([...draw.tokens, ...draw.moves.map(move => move[2])]);
  const alphabet = draw.alphabet ?? {};
  if (Object.keys(alphabet).length > 0) return [...symbols].find(symbol => !(symbol in alphabet)) ?? null;
  return run.pipeline.data?.states ?? null;
}

const symbolText = symbol => symbol === null ? '·' : visible(player.draw.alphabet?.[symbol] ?? String(symbol));
const visible = text => text.replaceAll(' ', '␣').replaceAll('\n', '⏎').replaceAll('\t', '⇥');
/** A bar at a token's foot: its height and its darkness are the share of the largest entropy. */
const bar = share => { const made = element('i'); made.style.height = `${(0.12 + 0.78 * share).toFixed(2)}rem`; made.style.opacity = (0.35 + 0.65 * share).toFixed(2); return made; };

function goTo(step) {
  player.step = Math.min(Math.max(step, 0), player.frames.length - 1);
  const { parts, frames } = player, frame = frames[player.step];
  parts.range.value = player.step;
  const revealed = frame.symbols.filter(symbol => symbol !== null).length;
  const drawn = frame.changed.map(position => frame.entropies[position]).filter(entropy => entropy !== null);
  const list = frame.changed.length > 12 ? `${frame.changed.slice(0, 12).join(', ')}, …` : frame.changed.join(', ');
  const what = frame.step === null ? 'Before the first step: all masked.' : frame.step < 0 ? 'The start: drawn from the prior.'
    : `Step ${frame.step + 1}: ${frame.changed.length === 1 ? 'position' : `${frame.changed.length} positions`} ${list}${drawn.length > 0 ? `, mean entropy ${figures(drawn.reduce((sum, each) => sum + each, 0) / drawn.length)} nats` : ''}.`;
  parts.where.textContent = `${what} ${revealed} of ${counted(frame.symbols.length, 'token')} revealed.`;
  const now = new Set(frame.changed);
  parts.stage.replaceChildren(...frame.symbols.map((symbol, position) => {
    const entropy = frame.entropies[position], text = symbolText(symbol);
    return element('span', { class: `token${symbol === null ? ' masked' : ''}${now.has(position) ? ' now' : ''}${text.length > 1 ? ' wide' : ''}`, 'data-position': position, title: `position ${position}: ${symbol === null ? 'masked' : text}${entropy === null ? '' : `, entropy ${figures(entropy)} nats`}` },
      text, entropy === null ? null : bar(entropy / player.top));
  }));
  parts.stage.setAttribute('aria-label', frame.symbols.map(symbolText).join(''));
  const hasText = Object.keys(player.draw.alphabet ?? {}).length > 0;
  parts.text.hidden = !hasText;
  if (hasText) parts.text.textContent = player.step === frames.length - 1 && player.draw.text ? player.draw.text : frame.symbols.map(symbol => symbol === null ? '□' : player.draw.alphabet[symbol] ?? String(symbol)).join('');
}

function play() {
  if (player.step === player.frames.length - 1) goTo(0);
  player.parts.play.textContent = '❚❚ Pause';
  player.timer = setInterval(() => { goTo(player.step + 1); if (player.step === player.frames.length - 1) pause(); }, 1000 / player.speed);
}

function pause() {
  clearInterval(player.timer);
  player.timer = null;
  if (player.parts.play) player.parts.play.textContent = '▶ Play';
}

function playerKey(key) {
  if (key.target instanceof HTMLSelectElement || key.ctrlKey || key.altKey || key.metaKey) return;
  const isControl = key.target instanceof HTMLButtonElement || key.target instanceof HTMLInputElement;
  const to = { ArrowLeft: player.step - 1, ArrowRight: player.step + 1, Home: 0, End: player.frames.length - 1 }[key.key];
  if (to !== undefined) { key.preventDefault(); pause(); goTo(to); }
  else if (key.key === ' ' && !isControl) { key.preventDefault(); if (player.timer) pause(); else play(); }
}

function whenOption(moves, length, ink) {
  const size = entropy => entropy === null ? 7 : 4 + 8 * number(entropy) / player.top;
  return {
    grid: { left: 56, right: 18, top: 14, bottom: 44 },
    tooltip: { trigger: 'item', ...tooltip(ink, item => { const [position, step, symbol, entropy] = item.data.value; return [`position ${position}, ${step > 0 ? `step ${step}` : 'the start'}`, symbol === player.mask ? 'masked again' : `became ${symbolText(symbol)}`, entropy === null ? null : `entropy ${figures(entropy)} nats`].filter(line => line !== null); }) },
    xAxis: { type: 'value', min: -0.5, max: length - 0.5, ...axisLook(ink, 'position', false), minInterval: 1, axisLabel: { color: ink.ink, showMinLabel: false, showMaxLabel: false, formatter: value => Number.isInteger(value) ? String(value) : '' } },
    yAxis: { type: 'value', inverse: true, min: Math.min(...moves.map(([step]) => step + 1)) - 0.5, max: Math.max(...moves.map(([step]) => step + 1)) + 0.5, ...axisLook(ink, 'step', true), nameGap: 36, minInterval: 1, axisLabel: { color: ink.ink, showMinLabel: false, showMaxLabel: false, formatter: value => Number.isInteger(value) ? String(value) : '' } },
    series: [{ type: 'scatter', data: moves.map(([step, position, symbol, entropy]) => ({
      value: [position, step + 1, symbol, entropy], symbol: entropy === null ? 'path://M0,0L2,0L5,3L8,0L10,0L6,5L10,10L8,10L5,7L2,10L0,10L4,5Z' : 'circle', symbolSize: size(entropy),
      itemStyle: { color: ink.series[0], opacity: entropy === null ? .8 : 0.25 + 0.75 * number(entropy) / player.top },
    })) }],
  };
}
