package io.stateprint.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ChatRendererTest {
  private static RenderedChat render(
      Function<List<Message>, String> template, String system, String user) {
    return new ChatRenderer(template, "x.jinja").render(Optional.of(system), user);
  }

  private static String told(List<Message> messages) {
    return messages.get(0).content();
  }

  private static String asked(List<Message> messages) {
    return messages.get(1).content();
  }

  @Test
  void findsAContentThatTheTemplateSaysToo() {
    RenderedChat chat = render(m -> "user:" + told(m) + "user:" + asked(m) + ":user", "er", "user");
    assertThat(chat.regions())
        .containsExactly(new Region(5, 7, Span.SYSTEM), new Region(12, 16, Span.USER));
  }

  @Test
  void findsAContentThatTheTemplateRepeats() {
    RenderedChat chat = render(m -> asked(m) + told(m) + asked(m), "aa", "a");
    assertThat(chat.regions())
        .containsExactly(
            new Region(0, 1, Span.USER),
            new Region(1, 3, Span.SYSTEM),
            new Region(3, 4, Span.USER));
  }

  @Test
  void findsContentsWhereTheTemplateChoosesItsWordsByThem() {
    RenderedChat chat =
        render(m -> (told(m).equals("be") ? "!" : "?") + told(m) + "/" + asked(m), "be", " it ");
    assertThat(chat.regions())
        .containsExactly(new Region(1, 3, Span.SYSTEM), new Region(4, 8, Span.USER));
  }

  @Test
  void doesNotGuessBetweenTwoPlaces() {
    assertThatThrownBy(() -> render(m -> told(m) + asked(m).replace("it", "it it"), "be", "it"))
        .isInstanceOf(InputException.class);
  }

  @Test
  void doesNotTakeAPartOfTheSystemTextForTheUsers() {
    assertThatThrownBy(
            () -> render(m -> told(m) + asked(m).toUpperCase(Locale.ROOT), "say it", "it"))
        .isInstanceOf(InputException.class);
  }

  @Test
  void knowsWhetherATemplateHasAPlaceForTheSystem() {
    assertThat(new ChatRenderer(m -> told(m) + asked(m), "x.jinja").takesSystem()).isTrue();
    assertThat(new ChatRenderer(ChatRendererTest::asked, "x.jinja").takesSystem()).isFalse();
    assertThat(new ChatRenderer(ChatRendererTest::refused, "x.jinja").takesSystem()).isFalse();
  }

  private static String refused(List<Message> messages) {
    throw new InputException("no system role: " + messages);
  }

  @Test
  void findsWhatIsLeftAfterTrimming() {
    RenderedChat chat = render(m -> told(m).stripTrailing() + "|" + asked(m).strip(), " b ", " a ");
    assertThat(chat.text()).isEqualTo(" b|a");
    assertThat(chat.regions())
        .containsExactly(new Region(0, 2, Span.SYSTEM), new Region(3, 4, Span.USER));
  }

  @Test
  void saysThatAChangedContentCannotBeFound() {
    assertThatThrownBy(
            () -> render(m -> told(m) + asked(m).toUpperCase(Locale.ROOT), "told", "asked"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot find the contents in the rendered chat of \"asked\"")
        .hasMessageEndingWith("use format = plain (x.jinja)");
  }

  @Test
  void refusesATemplateThatLeavesTheQuestionOut() {
    assertThatThrownBy(() -> render(m -> "<" + told(m) + ">", "told", "asked"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("\"asked\": the chat template leaves them out");
  }

  @Test
  void givesATokenAcrossABorderToTheLargerPart() {
    RenderedChat chat = render(m -> "<" + told(m) + ">" + asked(m), "aa", "bbb");
    assertThat(chat.spanOf(0, 3)).isEqualTo(Span.SYSTEM);
    assertThat(chat.spanOf(0, 2)).isEqualTo(Span.SYSTEM);
    assertThat(chat.spanOf(0, 1)).isEqualTo(Span.TEMPLATE);
    assertThat(chat.spanOf(2, 7)).isEqualTo(Span.USER);
    assertThat(chat.spanOf(4, 4)).isEqualTo(Span.TEMPLATE);
  }
}
