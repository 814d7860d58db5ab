package io.stateprint.personality;

import io.stateprint.planted.PlantedWorld;
import io.stateprint.prompts.Style;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Bags of embeddings by a law: words of the prompt, and the instruction's own words, which each
 * wording has anew, and words that all wordings of an instruction share.
 *
 * <pre>bag(x, s) = words(x) + own * wording(s) + shared * polarity(s)</pre>
 *
 * @param bank whose prompts they are of
 * @param own size of a wording's own words
 * @param shared size of the words that tell + from - in every wording
 */
record WordBags(PlantedBank bank, double own, double shared) {
  private static final int WIDTH = 64;

  /** Bags of the prompts under all instructions in their first and in further wordings. */
  SampledBank bags() {
    SampledBank out = new SampledBank();
    for (Style style : Style.values()) {
      for (String sign : List.of("+", "-")) {
        add(out, SampledBank.PROMPT, sign + style.id(), 0);
      }
    }
    PlantedBank.WORDED.forEach(one -> add(out, FurtherReader.CONTROL, one, 0));
    return out;
  }

  /**
   * States of a layer that hold the bag and nothing else.
   *
   * @param noise that the model adds to each
   */
  SampledBank states(double noise) {
    SampledBank out = new SampledBank();
    Stream.concat(
            Stream.of(SampledBank.DEFAULT),
            Stream.of(Style.values()).flatMap(s -> Stream.of("+" + s.id(), "-" + s.id())))
        .forEach(condition -> add(out, SampledBank.PROMPT, condition, noise));
    PlantedBank.WORDED.forEach(one -> add(out, FurtherReader.CONTROL, one, noise));
    for (int q = 0; q < 40; q++) {
      out.add(
          new SampledText(
              "q" + q, SampledBank.CALIBRATION, SampledBank.DEFAULT, "neutral", "q" + q, "en"),
          narrow(gaussian(bank.world().seed(), "neutral " + q)));
    }
    return out;
  }

  private void add(SampledBank out, String role, String condition, double noise) {
    List<?> prompts = bank.world().prompts();
    for (int p = 0; p < prompts.size(); p++) {
      double[] bag = gaussian(bank.world().seed(), "prompt " + p);
      if (!condition.equals(SampledBank.DEFAULT)) {
        plus(bag, gaussian(1, condition), own);
        plus(bag, gaussian(1, condition.replaceFirst("/.*", "").substring(1)), signed(condition));
      }
      plus(bag, gaussian(bank.world().seed(), p + " noise " + condition), noise);
      out.add(bank.text(role, condition, p), narrow(bag));
    }
  }

  private double signed(String condition) {
    return condition.startsWith("+") ? shared : -shared;
  }

  /** Each component standard normal over the square root of the width, so of length about 1. */
  private static double[] gaussian(long seed, String what) {
    SplittableRandom random =
        new SplittableRandom(new SplittableRandom(seed).nextLong() ^ what.hashCode());
    return random.doubles(WIDTH).map(ignored -> random.nextGaussian() / Math.sqrt(WIDTH)).toArray();
  }

  private static void plus(double[] to, double[] what, double times) {
    for (int d = 0; d < to.length; d++) {
      to[d] += times * what[d];
    }
  }

  private static float[] narrow(double[] wide) {
    float[] out = new float[wide.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = (float) wide[d];
    }
    return out;
  }

  /** Of a small world. */
  static WordBags of(PlantedWorld world, double own, double shared) {
    return new WordBags(new PlantedBank(world), own, shared);
  }
}
