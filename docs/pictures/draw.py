#!/usr/bin/env python3
"""Draws the pictures of the README files from what the samples print, and pastes their tables.   usage: docs/pictures/draw.py   (needs matplotlib)"""
import json
import os
import re
import subprocess
import sys
import tempfile

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({
    "svg.hashsalt": "unmask", "svg.fonttype": "none", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False,
    "legend.frameon": False, "lines.markersize": 4, "figure.facecolor": "white",
})
import matplotlib.pyplot as plt

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
INK = ["#0b5fa5", "#c2571a", "#3b7d3b", "#6b4c9a"]
MARK = ["o", "s", "^", "D"]


def run(sample, *more):
    """The values of a sample's cells: a list of (axes, {metric: (value, error)}); of a list, {metric: [value, …]}."""
    with tempfile.TemporaryDirectory() as folder:
        command = [os.path.join(ROOT, "unmask"), "run", os.path.join(ROOT, "samples", sample, "pipeline.json"), "--json", "--out", os.path.join(folder, "run"), *more]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        paste(sample, open(os.path.join(folder, "run", "table.txt"), encoding="utf-8").read())
    cells = {}
    for line in map(json.loads, lines):
        axes, values = cells.setdefault(line["cell"], (line["axes"], {}))
        if "index" in line:
            values.setdefault(line["metric"], []).append(line["value"])
        else:
            values[line["metric"]] = (line["value"], line["error"])
    return [cells[key] for key in sorted(cells)]


def paste(sample, table):
    """Puts the table between the fences of the sample's README."""
    path = os.path.join(ROOT, "samples", sample, "README.md")
    text = open(path, encoding="utf-8").read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(re.sub(r"```text\n.*?```", lambda _: f"```text\n{table.strip()}\n```", text, flags=re.S))


def save(figure, path):
    figure.tight_layout()
    figure.savefig(os.path.join(ROOT, path), metadata={"Date": None})
    plt.close(figure)
    print(path)


def decay():
    cells = run("potts-decay")
    figure, axis = plt.subplots(figsize=(6.4, 3.6))
    for k, coupling in enumerate(sorted({axes["data:coupling"] for axes, _ in cells})):
        mine = [(axes["schedule:steps"], values) for axes, values in cells if axes["data:coupling"] == coupling]
        steps = [t for t, _ in mine]
        axis.plot(steps, [values["kl"][0] for _, values in mine], color=INK[k], marker=MARK[k], label=f"J = {coupling}: exact error")
        axis.plot(steps, [values["bounds.sharpest"][0] for _, values in mine], color=INK[k], linestyle="--", linewidth=1, label="  sharpest bound (T 1.11)")
        axis.plot(steps, [values["bounds.corollary1"][0] for _, values in mine], color=INK[k], linestyle=":", linewidth=1, label="  LC (9)")
    axis.set(xscale="log", yscale="log", xlabel="steps T", ylabel="E KL, nats per sequence")
    axis.set_xticks([2, 4, 8, 16, 32], ["2", "4", "8", "16", "32"])
    axis.minorticks_off()
    axis.legend(fontsize=7.5, loc="center left", bbox_to_anchor=(1, 0.5))
    axis.set_title("Potts chains, L = 64, 4 states, balanced sizes", fontsize=9)
    save(figure, "docs/pictures/potts-decay.svg")


def coupling():
    cells = run("potts-coupling")
    figure, axis = plt.subplots(figsize=(4.6, 3.2))
    x = [values["information.sum"][0] for _, values in cells]
    axis.plot(x, [values["kl"][0] for _, values in cells], color=INK[0], marker=MARK[0], label="exact error")
    axis.plot(x, [values["bounds.sharpest"][0] for _, values in cells], color=INK[1], linestyle="--", label="sharpest bound (T 1.11)")
    axis.plot(x, [values["bounds.corollary1"][0] for _, values in cells], color=INK[1], linestyle=":", label="LC (9)")
    axis.set(xlabel="Σ I(X_i; X_-i), nats", ylabel="E KL, nats per sequence")
    axis.legend()
    save(figure, "docs/pictures/potts-coupling.svg")


def half():
    cells = run("half-and-quarter")
    figure, axis = plt.subplots(figsize=(4.6, 3.2))
    names = [f"J = {axes['data:coupling']}\nT = L/{64 // axes['schedule:steps']}" for axes, _ in cells]
    axis.bar(range(len(cells)), [values["kl"][0] / values["bounds.sharpest"][0] for _, values in cells], color=[INK[0], INK[2]] * len(cells), width=0.7)
    axis.axhline(1, color="black", linewidth=0.8)
    axis.set_xticks(range(len(cells)), names, fontsize=7)
    axis.set_ylabel("exact error / sharpest bound")
    save(figure, "docs/pictures/half-and-quarter.svg")


def english():
    cells = run("english-chain")
    figure, axis = plt.subplots(figsize=(4.6, 3.2))
    for k, name in enumerate(dict.fromkeys(axes["schedule"] for axes, _ in cells)):
        mine = [(axes["schedule:steps"], values["kl"]) for axes, values in cells if axes["schedule"] == name]
        axis.errorbar([t for t, _ in mine], [v for _, (v, _) in mine], yerr=[2 * (e or 0) for _, (_, e) in mine], color=INK[k], marker=MARK[k], label=name, alpha=0.9)
    axis.set(xscale="log", yscale="log", xlabel="steps T", ylabel="E KL, nats per sequence")
    axis.set_xticks([8, 16, 32], ["8", "16", "32"])
    axis.minorticks_off()
    axis.legend(title="schedule")
    save(figure, "docs/pictures/english-chain.svg")


def predictors():
    cells = run("predictors")
    figure, axis = plt.subplots(figsize=(5.6, 3.2))
    names = list(dict.fromkeys(axes["schedule"] for axes, _ in cells))
    places = {name: name.split(" in ")[0] for name in names}
    colours = {place: INK[k] for k, place in enumerate(dict.fromkeys(places.values()))}
    for name in names:
        mine = [(axes["predictor:order"], values["elbo.bits-per-token"]) for axes, values in cells if axes["schedule"] == name]
        axis.errorbar([n for n, _ in mine], [v for _, (v, _) in mine], yerr=[2 * (e or 0) for _, (_, e) in mine], color=colours[places[name]],
                      marker=MARK[list(colours).index(places[name])], linestyle="--" if name.endswith(" 4") else "-", label=name, alpha=0.9)
    axis.set(xlabel="order of the n-gram model", ylabel="bits a letter, held-out text")
    axis.set_xticks([1, 2, 3, 4])
    axis.legend(fontsize=7.5, loc="center left", bbox_to_anchor=(1, 0.5))
    save(figure, "docs/pictures/predictors.svg")


def prompt():
    cells = run("prompt")
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.6, 3.2))
    for k, name in enumerate(dict.fromkeys(axes["data:given"] for axes, _ in cells)):
        mine = [(axes["schedule:steps"], values) for axes, values in cells if axes["data:given"] == name and axes["schedule"] == "balanced"]
        curve = mine[0][1]["information.curve"]
        left.plot([w / len(curve) for w in range(len(curve))], curve, color=INK[k], label=name, linestyle="--" if name == "both ends" else "-")
        right.plot([len(curve) / t for t, _ in mine], [values["kl"][0] for _, values in mine], color=INK[k], marker=MARK[k], linestyle="--" if name == "both ends" else "-")
    left.set(xlabel="share of the generated letters that is known", ylabel="h(w), nats")
    left.legend(title="given")
    right.set(xscale="log", yscale="log", xlabel="letters per step, balanced sizes", ylabel="E KL, nats per sequence")
    right.set_xticks([1.5, 2, 3, 4, 6, 8], ["1.5", "2", "3", "4", "6", "8"])
    right.minorticks_off()
    save(figure, "docs/pictures/prompt.svg")


def own():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dotnet", "publish", os.path.join(ROOT, "samples", "my-schedule"), "-o", os.path.join(folder, "MySchedule"), "-v", "quiet"], check=True, stdout=sys.stderr)
        cells = run("my-schedule", "--plugins", folder)
    figure, axis = plt.subplots(figsize=(4.6, 3.2))
    lengths = sorted({axes["data:length"] for axes, _ in cells})
    for k, name in enumerate(dict.fromkeys(axes["schedule"] for axes, _ in cells)):
        mine = [values["kl"] for axes, values in cells if axes["schedule"] == name]
        axis.bar([n + 0.27 * (k - 1) for n in range(len(lengths))], [v for v, _ in mine], yerr=[2 * (e or 0) for _, e in mine], width=0.25, color=INK[k], label=name)
    axis.set_xticks(range(len(lengths)), [f"L = {length}" for length in lengths])
    axis.set(yscale="log", ylabel="E KL, nats per sequence")
    axis.legend(title="schedule")
    save(figure, "docs/pictures/my-schedule.svg")


def orders():
    cells = run("orders")
    laws, names = (list(dict.fromkeys(axes[axis] for axes, _ in cells)) for axis in ("data", "schedule"))
    figure, rows = plt.subplots(2, len(laws), figsize=(2.0 * len(laws) + 1.2, 4.8), sharey=True)
    for column, law in enumerate(laws):
        above, below = rows[0][column], rows[1][column]
        for y, name in enumerate(names):
            values = next(values for axes, values in cells if (axes["data"], axes["schedule"]) == (law, name))
            if "kl" in values:
                above.barh(y, values["kl"][0], xerr=2 * (values["kl"][1] or 0), color=INK[0], height=0.6, label="kl" if y == 0 else None)
            if "kl.marginal" in values:
                above.plot(values["kl.marginal"][0], y, color=INK[1], marker=MARK[3], linestyle="", label="kl.marginal" if y == 0 else None)
            elif "kl" not in values:
                above.annotate("no kl", (0, y), xytext=(3, 0), textcoords="offset points", va="center", fontsize=7, color="gray")
            below.barh(y, sum(values["pairs.kgram"]) / len(values["pairs.kgram"]), color=INK[2], height=0.6)
        above.set_title(law, fontsize=9)
        above.set(xlim=(0, None), xlabel="nats")
        below.set(xlim=(0, max(0.05, below.get_xlim()[1])), xlabel="TV of pairs")
    rows[0][0].set_yticks(range(len(names)), names)
    rows[0][0].invert_yaxis()
    rows[0][-1].legend(*rows[0][0].get_legend_handles_labels(), fontsize=7, loc="lower right")
    save(figure, "docs/pictures/orders.svg")


if __name__ == "__main__":
    for draw in (decay, coupling, half, english, predictors, prompt, orders, own):
        draw()
