package io.stateprint.traits;

import io.stateprint.constancy.Tortuosity;
import io.stateprint.evidence.TopicDraws;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.LayerFacts;
import io.stateprint.personality.Personality;
import io.stateprint.prompts.Style;
import io.stateprint.score.ReliableBand;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How constant a model is under one pooling: over layers, prompts, categories, framings and system
 * prompts. The draws of prompts are those of the scores, so replicates of all numbers and of all
 * models of the same prompts belong together.
 *
 * @param styles one a style, (K)
 * @param tortuosity of the prompts' paths over the layers that are reliable for all styles, 1 or
 *     more
 * @param choice how much the category tells of a prompt's leading style, beyond chance
 */
public record Constancy(List<StyleConstancy> styles, Drawn tortuosity, Drawn choice)
    implements Serializable {
  /** With fewer layers a path is its own chord. */
  private static final int LEAST_LAYERS = 3;

  /**
   * Measures it.
   *
   * @param plan of the personality's prompts, the same for all models that are compared
   * @param seed of the draws of texts that are no prompts of the plan
   */
  public static Constancy of(Personality personality, BankPlan plan, long seed) {
    TopicDraws draws = TopicDraws.of(plan.estimator().draws());
    ConstancyReader reader = new ConstancyReader(personality, plan, draws, seed);
    List<LayerFacts> reliable =
        personality.layers().stream()
            .filter(one -> one.score().styles().stream().allMatch(ReliableBand::isReliable))
            .toList();
    double[][][] standings =
        reliable.stream().map(LayerFacts::standings).toArray(double[][][]::new);
    return new Constancy(
        Arrays.stream(Style.values()).map(reader::read).toList(),
        tortuosity(standings, draws),
        LeadingStyles.of(standings, plan, draws));
  }

  private static Drawn tortuosity(double[][][] standings, TopicDraws draws) {
    if (standings.length < LEAST_LAYERS) {
      return Drawn.none(standings.length == 0 ? Lacking.NO_RELIABLE_LAYER : Lacking.FEW_LAYERS);
    }
    Tortuosity found = Tortuosity.of(standings, draws);
    return Drawn.of(found.value(), found.replicates(), draws.freedom());
  }

  /** That of a style. */
  public StyleConstancy of(Style style) {
    return styles.get(style.index());
  }
}
