/** The samples in runs without a gap, where `isThere` is false for a gap. A run may be of one sample. */
export function unbrokenRuns<Sample>(
  samples: readonly Sample[],
  isThere: (sample: Sample) => boolean,
): Sample[][] {
  const runs: Sample[][] = [];
  let run: Sample[] | null = null;
  for (const sample of samples) {
    if (!isThere(sample)) {
      run = null;
      continue;
    }
    if (run === null) runs.push((run = []));
    run.push(sample);
  }
  return runs;
}

/** A plot with its scales, as Layer Cake gives it: `xGet` and `yGet` are the place of a sample in pixels. */
export interface BarPlot<Sample> {
  data: readonly Sample[];
  width: number;
  height: number;
  y: (sample: Sample) => number | null;
  xGet: (sample: Sample) => number;
  yGet: (sample: Sample) => number;
}

export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
}

const minBarPx = 2;
const maxBarPx = 12;
const spaceBetweenPx = 2;

/** A bar for each sample above zero: as wide as the samples leave room, never outside of the plot, never too low to be seen. */
export function barsOf<Sample>(plot: BarPlot<Sample>): Bar[] {
  const room = plot.width / plot.data.length - spaceBetweenPx;
  const width = Math.min(maxBarPx, Math.max(minBarPx, room));
  return plot.data
    .filter((sample) => (plot.y(sample) ?? 0) > 0)
    .map((sample) => {
      const y = Math.min(plot.height - minBarPx, plot.yGet(sample));
      const x = Math.min(plot.width - width, Math.max(0, plot.xGet(sample) - width / 2));
      return { x, y, width, height: plot.height - y };
    });
}
