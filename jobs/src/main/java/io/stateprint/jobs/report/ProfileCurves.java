package io.stateprint.jobs.report;

import io.stateprint.jobs.tables.ProfileRow;
import io.stateprint.page.Curve;
import io.stateprint.profile.Interval;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Profiles of one pooling as curves over the layers. */
final class ProfileCurves {
  private static final String PAIRED = "paired";
  private static final String ALL = "all";

  private final int[] layers;
  private final double[] depths;
  private final Map<String, Map<String, Curve>> paired = new LinkedHashMap<>();
  private final Map<String, Curve> article = new LinkedHashMap<>();
  private final Map<String, StringBuilder> grades = new LinkedHashMap<>();

  ProfileCurves(List<ProfileRow> rows) {
    this.layers = rows.stream().mapToInt(ProfileRow::layer).distinct().sorted().toArray();
    this.depths = new double[layers.length];
    rows.forEach(this::add);
  }

  private void add(ProfileRow row) {
    int place = Arrays.binarySearch(layers, row.layer());
    depths[place] = row.depth();
    if (row.method().equals(PAIRED)) {
      curve(paired.computeIfAbsent(row.style(), key -> new TreeMap<>()), row.category())
          .put(place, row.estimate(), new Interval(row.ciLow(), row.ciHigh()));
      grades
          .computeIfAbsent(row.style(), key -> new StringBuilder("-".repeat(layers.length)))
          .setCharAt(place, row.grade().isEmpty() ? '-' : row.grade().charAt(0));
    } else if (row.category().equals(ALL)) {
      curve(article, row.style())
          .put(place, row.estimate(), new Interval(row.ciLow(), row.ciHigh()));
    }
  }

  private Curve curve(Map<String, Curve> curves, String key) {
    return curves.computeIfAbsent(key, k -> Curve.empty(layers.length));
  }

  int[] layers() {
    return layers;
  }

  double[] depths() {
    return depths;
  }

  /** By style, then category or {@code all}. */
  Map<String, Map<String, Curve>> paired() {
    return paired;
  }

  /** By style. */
  Map<String, Curve> article() {
    return article;
  }

  /** One letter a layer, by style. */
  Map<String, String> grades() {
    Map<String, String> out = new LinkedHashMap<>();
    grades.forEach((style, letters) -> out.put(style, letters.toString()));
    return out;
  }
}
