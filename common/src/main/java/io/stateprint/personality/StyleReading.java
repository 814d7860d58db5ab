package io.stateprint.personality;

import io.stateprint.score.WhitenedDetection;
import io.stateprint.score.WordingTransfer;
import java.io.Serializable;

/**
 * What a layer shows of one style besides its score; NaN or empty where the texts that it needs
 * were not sampled.
 *
 * @param direction paired direction, unit length, (D); empty where the instructions move no state
 * @param whitened direction, and how well it detects on unseen topics
 * @param recovery measured over planted shift
 * @param random AUC of each random direction, (N)
 * @param nonsense AUC of the instruction that asks for nothing
 * @param massiveShare of the direction's squared length in massive dimensions
 * @param wording least AUC over wordings that the direction has not seen
 * @param wordingSpread largest less smallest percent of range over wordings, in points
 * @param transfer where states under further wordings lie along the directions of the first one
 * @param doses how far apart the two instructions of the weak, the plain and the strong dose take
 *     some prompts, in percent of their mean range, (R, 3)
 * @param languages least AUC of directions of one language on prompts of the other
 * @param paraphrases percent of range of each paraphrase, (R)
 * @param framings percent of range of each framed ticket, in the order of their ids
 * @param systems percent of range of some prompts under each system prompt, (systems, prompts)
 * @param drawnFramings points by which an emotional framing moves the score in each draw, (B)
 * @param drawnSystems mean percent under each real system prompt less that under the placebos in
 *     each draw, then the mean percent without any, (real + 1, B)
 */
public record StyleReading(
    float[] direction,
    WhitenedDetection.Found whitened,
    double recovery,
    double[] random,
    double nonsense,
    double massiveShare,
    double wording,
    double wordingSpread,
    WordingTransfer transfer,
    double[][] doses,
    double languages,
    double[] paraphrases,
    double[] framings,
    double[][] systems,
    float[] drawnFramings,
    float[][] drawnSystems)
    implements Serializable {}
