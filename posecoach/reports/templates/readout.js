"use strict";
// Reads the values under the pointer, or under a cursor moved by the arrow keys.
(() => {
  const area = document.getElementById("plots");
  if (!area) return;
  const seconds = Number(area.dataset.seconds);
  const count = Number(area.dataset.samples);
  const letters = JSON.parse(area.dataset.letters);
  const now = area.querySelector(".now");
  const idle = now.textContent;
  const plots = [...area.querySelectorAll(".plot")].map((plot) => ({
    name: plot.querySelector("b").textContent,
    box: plot.querySelector(".area"),
    out: plot.querySelector("output"),
    cross: plot.querySelector(".cross"),
    series: plot.dataset.series.split(","),
    levels: plot.dataset.levels,
    sign: plot.dataset.sign,
  }));
  const gaps = [...area.querySelectorAll("[data-reason]")].map((gap) => ({
    from: parseFloat(gap.style.left),
    to: parseFloat(gap.style.left) + parseFloat(gap.style.width),
    reason: gap.dataset.reason,
  }));
  let at = -1;

  const clock = (t) => {
    const two = (n) => String(Math.floor(n)).padStart(2, "0");
    if (seconds < 60) return `${t.toFixed(1)} s`;
    const hours = Math.floor(t / 3600);
    const rest = `${hours ? two((t / 60) % 60) : Math.floor(t / 60)}:${two(t % 60)}`;
    return hours ? `${hours}:${rest}` : rest;
  };

  const reading = (plot, place) => {
    const value = plot.series[at];
    if (value !== "") {
      return `${value.replace("-", "\u2212")}${plot.sign} ${letters[plot.levels[at]]}`;
    }
    const gap = gaps.find((g) => g.from <= place && place <= g.to);
    return gap ? gap.reason : "not measured";
  };

  const show = (index) => {
    at = Math.max(0, Math.min(count - 1, index));
    const place = ((at + 0.5) / count) * 100;
    for (const plot of plots) {
      plot.cross.hidden = false;
      plot.cross.style.left = `${place}%`;
      plot.out.textContent = reading(plot, place);
    }
    now.textContent = `${clock((place / 100) * seconds)}: ${plots[0].name.toLowerCase()} ${plots[0].out.textContent}`;
  };

  const hide = () => {
    at = -1;
    for (const plot of plots) {
      plot.cross.hidden = true;
      plot.out.textContent = "";
    }
    now.textContent = idle;
  };

  area.addEventListener("pointermove", (event) => {
    const box = plots[0].box.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    if (share >= 0 && share <= 1) show(Math.floor(share * count));
  });
  area.addEventListener("pointerleave", hide);
  area.tabIndex = 0;
  area.setAttribute("role", "group");
  area.setAttribute("aria-label", "Charts over time. Arrow keys read the values, Escape stops.");
  area.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20 };
    if (event.key in steps) show((at < 0 ? 0 : at) + steps[event.key]);
    else if (event.key === "Home") show(0);
    else if (event.key === "End") show(count - 1);
    else if (event.key === "Escape") hide();
    else return;
    event.preventDefault();
  });
})();

// where the video is shown, times of events seek in it
const player = document.getElementById("player");
for (const link of player ? document.querySelectorAll("a[data-seek]") : []) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    player.currentTime = Number(link.dataset.seek);
    player.scrollIntoView({ block: "nearest" });
    player.focus();
  });
}
