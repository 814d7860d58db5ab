package io.stateprint.choice;

import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One number of a model that a task profile asks for.
 *
 * @param kind of number
 * @param style it is of; null for kinds that are of no style
 * @param category of prompts, {@code all} for all of them
 * @param from relative depth at which the layers begin
 * @param to relative depth at which they end; 0 to 1 is the band that speaks for the style
 */
public record Feature(
    FeatureKind kind, @Nullable Style style, String category, double from, double to)
    implements Serializable {
  /** All prompts. */
  public static final String ALL = "all";

  /** A feature over all prompts and the whole depth. */
  public static Feature of(FeatureKind kind, @Nullable Style style) {
    return new Feature(kind, style, ALL, 0, 1);
  }

  /** Whether it is taken over a part of the depth of its own. */
  public boolean isOfPart() {
    return from > 0 || to < 1;
  }

  /** Its name in messages, such as {@code score technicality, depth 0.00 to 0.40}. */
  public String label() {
    StringBuilder out = new StringBuilder(kind.id());
    if (style != null) {
      out.append(' ').append(style.id());
    }
    if (!category.equals(ALL)) {
      out.append(", ").append(category);
    }
    if (isOfPart()) {
      out.append(String.format(Locale.ROOT, ", depth %.2f to %.2f", from, to));
    }
    return out.toString();
  }
}
