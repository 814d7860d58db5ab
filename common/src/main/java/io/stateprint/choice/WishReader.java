package io.stateprint.choice;

import io.stateprint.choice.Desirability.Better;
import io.stateprint.prompts.Style;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one feature of a profile file. */
final class WishReader {
  private static final Set<String> KEYS =
      Set.of(
          "feature",
          "style",
          "category",
          "depth",
          "weight",
          "better",
          "low",
          "high",
          "target",
          "shape");
  private static final List<String> STYLES = Arrays.stream(Style.values()).map(Style::id).toList();
  private static final List<String> BETTER =
      Arrays.stream(Better.values()).map(b -> b.name().toLowerCase(Locale.ROOT)).toList();

  private final ProfileObject object;

  WishReader(ProfileObject object) {
    object.requireKeys(KEYS);
    String name = object.choice("feature", FeatureKind.ids());
    this.object =
        new ProfileObject(object.file(), "%s (%s)".formatted(object.place(), name), object.node());
  }

  TaskProfile.Wish read() {
    double weight = object.number("weight");
    if (!(weight > 0)) {
      throw object.bad("\"weight\": %s; above 0 is needed".formatted(weight));
    }
    return new TaskProfile.Wish(feature(), weight, desirability());
  }

  private Feature feature() {
    FeatureKind kind = FeatureKind.of(object.text("feature")).orElseThrow();
    Style style = style(kind);
    for (String key : List.of("category", "depth")) {
      if (!kind.isOfPart() && object.has(key)) {
        throw object.bad(
            "\"%s\": %s; only %s takes it, leave it out"
                .formatted(key, object.node().get(key), FeatureKind.SCORE.id()));
      }
    }
    double[] depth = object.has("depth") ? object.pair("depth") : new double[] {0, 1};
    if (!(depth[0] >= 0 && depth[0] < depth[1] && depth[1] <= 1)) {
      throw object.bad(
          "\"depth\": %s; two ascending numbers in 0 to 1 are needed"
              .formatted(Arrays.toString(depth)));
    }
    String category = object.has("category") ? object.text("category") : Feature.ALL;
    return new Feature(kind, style, category, depth[0], depth[1]);
  }

  private @Nullable Style style(FeatureKind kind) {
    if (!kind.isOfStyle()) {
      if (object.has("style")) {
        throw object.bad(
            "\"style\": \"%s\"; this feature is of no style, leave it out"
                .formatted(object.text("style")));
      }
      return null;
    }
    return Style.valueOf(object.choice("style", STYLES).toUpperCase(Locale.ROOT));
  }

  private Desirability desirability() {
    Better better = Better.valueOf(object.choice("better", BETTER).toUpperCase(Locale.ROOT));
    double low = object.number("low");
    double high = object.number("high");
    if (better != Better.TARGET && object.has("target")) {
      throw object.bad(
          "\"target\" beside \"better\": \"%s\"; leave one out"
              .formatted(better.name().toLowerCase(Locale.ROOT)));
    }
    double target = better == Better.TARGET ? object.number("target") : (low + high) / 2;
    if (!(low < target && target < high)) {
      throw object.bad(
          "knots %s, %s, %s; they must ascend (low, target, high)".formatted(low, target, high));
    }
    double shape = object.has("shape") ? object.number("shape") : 1;
    if (!(shape > 0)) {
      throw object.bad("\"shape\": %s; above 0 is needed".formatted(shape));
    }
    return new Desirability(better, low, target, high, shape);
  }
}
