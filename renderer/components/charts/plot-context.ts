import { getLayerCakeContext, type LayerCakeContext } from 'layercake';

/** What the layers use of a linear scale of D3, which Layer Cake leaves untyped. */
export interface LinearScale {
  (value: number): number;
  ticks(count: number): number[];
}

/** The plot that a layer is drawn in: the size, the samples and their scales, in pixels. */
export function usePlot<Sample>(): LayerCakeContext<{ x: LinearScale; y: LinearScale }, Sample[]> {
  return getLayerCakeContext<{ x: LinearScale; y: LinearScale }, Sample[]>();
}
