package io.stateprint.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.direction.AnchorSet;
import io.stateprint.direction.AnchorState;
import io.stateprint.direction.ArticleDirections;
import io.stateprint.direction.LayerDirections;
import io.stateprint.prompts.Style;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CosineKernelTest {
  @Test
  void scalingAllStatesChangesNoCosine() {
    float[] state = state(new Random(3), 1);
    StyleCosines one = new CosineKernel(directions(1)).cosines(state);
    float[] larger = state.clone();
    for (int d = 0; d < larger.length; d++) {
      larger[d] *= 4;
    }
    StyleCosines four = new CosineKernel(directions(4)).cosines(larger);

    for (int k = 0; k < 4; k++) {
      assertThat(four.raw()[k]).isCloseTo(one.raw()[k], within(1e-9));
      assertThat(four.centred()[k]).isCloseTo(one.centred()[k], within(1e-9));
      assertThat(four.calibrated()[k]).isCloseTo(one.calibrated()[k], within(1e-7));
    }
  }

  @Test
  void anAnchorMeanIsAlikeToItself() {
    LayerDirections directions = directions(1);
    float[] mean = new float[directions.width()];
    for (int d = 0; d < mean.length; d++) {
      mean[d] = (float) directions.means()[2][d];
    }
    StyleCosines cosines = new CosineKernel(directions).cosines(mean);

    assertThat(cosines.raw()[2]).isCloseTo(1, within(1e-6));
    assertThat(cosines.centred()[2]).isCloseTo(1, within(1e-6));
  }

  @Test
  void refusesStatesThatNoCosineCanBeMadeOf() {
    CosineKernel kernel = new CosineKernel(directions(1));
    float[] nan = state(new Random(1), 1);
    nan[7] = Float.NaN;

    assertThatThrownBy(() -> kernel.cosines(new float[12])).hasMessageContaining("all zero");
    assertThatThrownBy(() -> kernel.cosines(nan)).hasMessageContaining("not finite");
    assertThatThrownBy(() -> kernel.cosines(new float[3])).hasMessageContaining("3 components");
  }

  @Test
  void refusesAnchorsThatLackAStyle() {
    List<AnchorState> some =
        List.of(new AnchorState(Style.EMPATHY, "1", "dog", new float[] {1, 2}));

    assertThatThrownBy(() -> new AnchorSet(some))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("technicality");
  }

  @Test
  void anchorsOfASingleTopicHaveNoFixedPoints() {
    List<AnchorState> anchors = new ArrayList<>();
    Random random = new Random(5);
    for (Style style : Style.values()) {
      anchors.add(new AnchorState(style, "1", "dog", state(random, 1)));
      anchors.add(new AnchorState(style, "2", "dog", state(random, 1)));
    }
    LayerDirections directions = ArticleDirections.of(new AnchorSet(anchors), 1);
    StyleCosines cosines = new CosineKernel(directions).cosines(state(random, 1));

    assertThat(directions.heldOut()[0].own()).isNaN();
    assertThat(cosines.calibrated()[0]).isNaN();
    assertThat(cosines.centred()[0]).isFinite();
  }

  private static LayerDirections directions(float scale) {
    Random random = new Random(1);
    List<AnchorState> anchors = new ArrayList<>();
    for (Style style : Style.values()) {
      for (int f = 0; f < 3; f++) {
        for (int t = 0; t < 3; t++) {
          anchors.add(new AnchorState(style, "f" + f, "t" + t, state(random, scale)));
        }
      }
    }
    return ArticleDirections.of(new AnchorSet(anchors), 1);
  }

  private static float[] state(Random random, float scale) {
    float[] out = new float[12];
    for (int d = 0; d < out.length; d++) {
      out[d] = scale * (float) (2 + random.nextGaussian());
    }
    return out;
  }
}
