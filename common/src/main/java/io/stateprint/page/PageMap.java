package io.stateprint.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/**
 * Where states lie, two principal components a layer; neighbouring layers are turned onto each
 * other, so that a point that moves moved against the others.
 *
 * @param layers 0-based, ascending, (L)
 * @param prompts index of the prompt of each point, (N)
 * @param conditions index into {@code names} of each point, (N)
 * @param names of conditions
 * @param explained share of the variance along both axes, (L, 2)
 * @param scale of a coordinate: units a step
 * @param x first coordinates in steps, 16-bit little-endian, layer by layer, (L, N), base64
 * @param y second coordinates
 */
public record PageMap(
    int[] layers,
    int[] prompts,
    int[] conditions,
    List<String> names,
    double[][] explained,
    double scale,
    String x,
    String y) {
  /** Steps from the middle to the farthest point. */
  private static final int STEPS = 32_000;

  /**
   * Points of a map.
   *
   * @param prompts index of the prompt of each, (N)
   * @param conditions index into {@code names} of each, (N)
   * @param names of conditions
   */
  public record Points(int[] prompts, int[] conditions, List<String> names) {}

  /**
   * Packs a map.
   *
   * @param layers 0-based, (L)
   * @param places two coordinates of each point, (L, N, 2)
   * @param explained share of the variance along both axes, (L, 2)
   */
  public static PageMap of(Points points, int[] layers, double[][][] places, double[][] explained) {
    double most = 0;
    for (double[][] layer : places) {
      for (double[] place : layer) {
        most = Math.max(most, Math.max(Math.abs(place[0]), Math.abs(place[1])));
      }
    }
    double scale = most == 0 ? 1 : most / STEPS;
    return new PageMap(
        layers,
        points.prompts(),
        points.conditions(),
        points.names(),
        explained,
        scale,
        packed(places, 0, scale),
        packed(places, 1, scale));
  }

  private static String packed(double[][][] places, int axis, double scale) {
    int count = places.length == 0 ? 0 : places[0].length;
    ByteBuffer out =
        ByteBuffer.allocate(places.length * count * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double[][] layer : places) {
      for (double[] place : layer) {
        out.putShort((short) Math.round(place[axis] / scale));
      }
    }
    return Base64.getEncoder().encodeToString(out.array());
  }
}
