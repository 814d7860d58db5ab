package io.stateprint.page;

import io.stateprint.choice.Candidate;
import io.stateprint.choice.Choice;
import io.stateprint.choice.Dropped;
import io.stateprint.choice.Feature;
import io.stateprint.choice.Fit;
import io.stateprint.choice.TaskProfile;
import io.stateprint.choice.TaskProfile.Wish;
import io.stateprint.traits.Lacking;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Models ranked for a task, the numbers of {@code choose}.
 *
 * @param profile id of the task profile
 * @param possible whether anything can be chosen by
 * @param winner empty where the data tell none apart
 * @param set models that cannot be told from the best
 * @param holds share of other weights under which the first stays first; NaN where none can be
 *     chosen
 * @param fits from the best on
 * @param wishes what the profile asks for
 */
public record PageChoice(
    String profile,
    boolean possible,
    String winner,
    List<String> set,
    double holds,
    List<Fitting> fits,
    List<Wished> wishes) {

  /**
   * How well a model fits.
   *
   * @param model id
   * @param fit with its interval
   * @param best share of draws in which it is first
   * @param behind the first, with bounds that hold for all pairs
   */
  public record Fitting(String model, Curve.Point fit, double best, Curve.Point behind) {}

  /**
   * A feature that the profile asks for.
   *
   * @param kind such as {@code score}
   * @param style empty where it is of none
   * @param category {@code all} for all prompts
   * @param from relative depth at which its layers begin
   * @param to relative depth at which they end
   * @param weight as the profile has it
   * @param counts whether it is used for all models
   * @param models one a model
   */
  public record Wished(
      String kind,
      String style,
      String category,
      double from,
      double to,
      double weight,
      boolean counts,
      List<Value> models) {}

  /**
   * A feature of a model.
   *
   * @param model id
   * @param value with its interval
   * @param worth 0 to 1
   * @param grade empty where it was not measured
   * @param lacking why it was not; empty where it was
   */
  public record Value(
      String model, Curve.Point value, double worth, String grade, String lacking) {}

  /**
   * What the page shows of a choice.
   *
   * @param candidates in the order of the run
   * @param choice of them; empty where nothing can be chosen
   */
  public static PageChoice of(
      TaskProfile profile, List<Candidate> candidates, Optional<Choice> choice) {
    List<Feature> dropped =
        Choice.dropped(profile, candidates).stream().map(Dropped::feature).toList();
    return new PageChoice(
        profile.id(),
        choice.isPresent(),
        choice.flatMap(Choice::winner).orElse(""),
        choice.map(Choice::indistinguishable).orElse(List.of()),
        choice.map(Choice::holds).orElse(Double.NaN),
        fits(choice),
        profile.wishes().stream().map(wish -> wished(wish, candidates, dropped)).toList());
  }

  private static List<Fitting> fits(Optional<Choice> choice) {
    List<Fit> fits = choice.map(Choice::fits).orElse(List.of());
    return fits.stream().map(fit -> fitting(fit, fits.get(0).value())).toList();
  }

  private static Fitting fitting(Fit fit, double best) {
    return new Fitting(
        fit.model(),
        Curve.Point.of(fit.value(), fit.interval()),
        fit.probabilityBest(),
        Curve.Point.of(best - fit.value(), fit.behind()));
  }

  private static Wished wished(Wish wish, List<Candidate> candidates, List<Feature> dropped) {
    Feature feature = wish.feature();
    return new Wished(
        feature.kind().id(),
        feature.style() == null ? "" : feature.style().id(),
        feature.category(),
        feature.from(),
        feature.to(),
        wish.weight(),
        !dropped.contains(feature),
        candidates.stream().map(one -> value(one, wish)).toList());
  }

  private static Value value(Candidate candidate, Wish wish) {
    Candidate.@Nullable Measured measured = candidate.features().get(wish.feature());
    if (measured == null) {
      Lacking lacking = candidate.lacking().get(wish.feature());
      return new Value(
          candidate.model(),
          new Curve.Point(Double.NaN, Double.NaN, Double.NaN),
          Double.NaN,
          "",
          lacking == null ? "" : lacking.name());
    }
    return new Value(
        candidate.model(),
        Curve.Point.of(measured.estimate(), measured.interval()),
        wish.desirability().of(measured.estimate()),
        measured.grade(),
        "");
  }
}
