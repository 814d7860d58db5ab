package io.stateprint.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reason is found again by its English sentence, and said in Russian with its numbers. */
class ReasonsTest {
  private static final Object[] PARTS = {"0.77", "seven", "20", "0.80"};

  @ParameterizedTest
  @MethodSource("keys")
  void isSaidInRussianWithTheSameParts(String key) {
    String english = Reasons.of(key, PARTS);
    String russian = Reasons.in(english, "ru");

    assertThat(russian)
        .isEqualTo(
            new MessageFormat(bundle("ru").getString(key))
                .format(new Object[] {"0,77", "seven", "20", "0,80"}))
        .containsPattern("[а-я]{3}");
    assertThat(Reasons.in(english, "en")).isEqualTo(english);
    for (int i = 0; i < PARTS.length; i++) {
      String place = "{" + i + "}";
      assertThat(bundle("ru").getString(key).contains(place))
          .isEqualTo(bundle("en").getString(key).contains(place));
    }
  }

  @Test
  void aReasonWithinAReasonIsSaidInRussianToo() {
    String english = Reasons.of("drift.current", Reasons.of("range.layer"));

    assertThat(english).isEqualTo("in the current run, a layer of the band has no range");
    assertThat(Reasons.in(english, "ru"))
        .isEqualTo("в текущем прогоне: у одного из слоёв полосы нет диапазона");
  }

  @Test
  void aSentenceThatWasMadeOtherwiseStays() {
    assertThat(Reasons.in("", "ru")).isEmpty();
    assertThat(Reasons.in("no such reason", "ru")).isEqualTo("no such reason");
  }

  private static Stream<String> keys() {
    assertThat(new TreeSet<>(bundle("ru").keySet()))
        .isEqualTo(new TreeSet<>(bundle("en").keySet()));
    return bundle("en").keySet().stream().sorted();
  }

  private static ResourceBundle bundle(String language) {
    return ResourceBundle.getBundle(
        "io.stateprint.inference.reasons", Locale.forLanguageTag(language));
  }
}
