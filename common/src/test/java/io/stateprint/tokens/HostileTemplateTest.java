package io.stateprint.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTemplateTest {
  private static final String MILLION =
      "{% set ns = namespace(s='0123456789') %}{% for i in range(17) %}"
          + "{% set ns.s = ns.s ~ ns.s %}{% endfor %}";

  private static String render(String template) {
    return render(template, Duration.ofSeconds(20));
  }

  private static String render(String template, Duration limit) {
    try (ChatTemplate chat = template(template, limit)) {
      return chat.render(Message.conversation(Optional.empty(), "Hello"));
    }
  }

  private static ChatTemplate template(String template, Duration limit) {
    return new ChatTemplate(
        new TemplateText(template, "x.jinja"),
        Map.of("bos_token", "<s>"),
        new TemplateSettings(LocalDate.of(2026, 1, 2), limit));
  }

  private static void assertRefused(String template, String reason) {
    assertThatThrownBy(() -> render(template))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot render the chat template: ")
        .hasMessageContaining(reason)
        .hasMessageEndingWith("(x.jinja)");
  }

  @Test
  void stopsALoopThatDoesNotEnd() {
    String nested = "{% for i in range(99999) %}".repeat(9) + "{% endfor %}".repeat(9);
    assertThatThrownBy(() -> render(nested, Duration.ofMillis(300)))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "Cannot render the chat template: it (ran for more than 300 ms|took|broke) .*");
    assertRefused(nested, "it ");
  }

  @Test
  void rendersAgainAfterALimitWasBroken() {
    String onlyForBye =
        "{% if messages[0].content == 'Bye' %}"
            + "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
            + "{% endif %}{{ messages[0].content }}";
    try (ChatTemplate chat = template(onlyForBye, Duration.ofSeconds(20))) {
      List<Message> bye = Message.conversation(Optional.empty(), "Bye");
      assertThatThrownBy(() -> chat.render(bye)).isInstanceOf(InputException.class);
      assertThat(chat.render(Message.conversation(Optional.empty(), "Hello"))).isEqualTo("Hello");
    }
  }

  @Test
  void stopsAMacroThatCallsItself() {
    assertRefused(
        "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
        "it nests or calls itself too deep");
  }

  @Test
  void stopsNestingTooDeepToParse() {
    assertRefused("{{ " + "(".repeat(3_000) + "1" + ")".repeat(3_000) + " }}", "it nests");
    assertRefused("{{ " + "[".repeat(3_000) + "]".repeat(3_000) + " }}", "it nests");
  }

  @Test
  void boundsATextThatDoublesItself() {
    assertRefused(
        "{% set ns = namespace(s='x') %}{% for i in range(60) %}"
            + "{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.s }}",
        "it makes a text of more than");
    assertRefused(MILLION + "{{ ns.s | replace('0', ns.s) }}", "it makes a text of more than");
    assertRefused(MILLION + "{{ ns.s }}", "characters of 5");
  }

  @Test
  void boundsAListThatDoublesItself() {
    assertRefused(
        "{% set ns = namespace(l=[1, 2]) %}{% for i in range(60) %}"
            + "{% set ns.l = ns.l + ns.l %}{% endfor %}",
        "a list of ");
    assertRefused("{{ range(1000000000) }}", "range() of 1000000000 numbers");
    assertRefused("{{ range(0, 5, 0) }}", "must not be zero");
  }

  @Test
  void boundsListsWithinLists() {
    assertRefused(
        "{% set ns = namespace(l=[1, 2]) %}{% for i in range(40) %}"
            + "{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l | tojson }}",
        "it ");
  }

  @Test
  void boundsATextSplitAgainAndAgain() {
    String hoard =
        MILLION
            + "{% set keep = namespace(all=[]) %}{% for i in range(500) %}"
            + "{% set keep.all = keep.all + [ns.s.split('5')] %}{% endfor %}";
    assertRefused(hoard, "it ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ns.s.split('5') | join(ns.s) }}",
        "{% for i in range(9999) %}{% set x = ns.s.split('5') | sort | join %}{% endfor %}",
        "{{ ns.s | replace('', ns.s) }}",
        "{{ ns.s | indent(100000000) }}",
        "{{ ns.s.split('5') | tojson(indent=1000000) }}",
        "{% for c in ns.s.split('5') %}{{ ns.s }}{% endfor %}",
        "{% for i in range(90000) %}{% set ns.s = ns.s.replace('1', '2').upper() %}{% endfor %}"
      })
  void boundsWhatOneFilterCanDo(String misuse) {
    assertRefused(MILLION + misuse, "it ");
  }

  @Test
  void boundsTheReadingOfATemplate() {
    assertThat(render(" ".repeat(50_000) + "x")).endsWith("x");
    String blanks = (" ".repeat(2_000) + "\n").repeat(120);
    assertThatThrownBy(() -> render(blanks + "{{ raise_exception('end') }}"))
        .isInstanceOf(InputException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ''.constructor.constructor('return 1')() }}",
        "{{ messages.constructor.constructor('return 1')() }}",
        "{{ messages.__proto__.push('x') }}",
        "{{ raise_exception.constructor('return 1')() }}",
        "{{ range.constructor('return globalThis')() }}",
        "{{ namespace.__proto__.constructor('return 1')() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ globalThis.Java.type('java.lang.System').exit(3) }}",
        "{{ Java.type('java.lang.Runtime').getRuntime().exec('id') }}",
        "{{ Polyglot.eval('js', '1') }}",
        "{{ eval('1') }}",
        "{{ load('file:///etc/passwd') }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}{{ os.system('id') }}"
      })
  void reachesNothingOutsideTheTemplate(String template) {
    assertThatThrownBy(() -> render(template))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot render the chat template: ");
  }

  @Test
  void knowsNoPropertiesOfJavaScriptObjects() {
    assertThat(render("[{{ ''.constructor }}{{ messages[0].toString }}]")).isEqualTo("[]");
    assertThat(render("{{ messages[0]['__proto__'] }}{{ messages[0]['hasOwnProperty'] }}"))
        .isEmpty();
  }

  @Test
  void cannotLeaveAnythingForTheNextRendering() {
    String counting = "{% set n = (n or 0) + 1 %}{{ n }}{% set range = 5 %}";
    try (ChatTemplate chat = template(counting, Duration.ofSeconds(20))) {
      List<Message> hello = Message.conversation(Optional.empty(), "Hello");
      assertThat(chat.render(hello)).isEqualTo("1");
      assertThat(chat.render(hello)).isEqualTo("1");
    }
  }

  @Test
  void saysWhatIsWrongInATemplate() {
    assertRefused("{% if %}", "");
    assertRefused("{{ 'unclosed }}", "");
    assertRefused("{{ strftime_now('%Q') }}", "strftime_now does not know %Q");
    assertRefused("{{ raise_exception('No such role') }}", "the template refuses: No such role");
    assertThatThrownBy(() -> render("x".repeat(300_000)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("300000 characters are more than 262144 (x.jinja)");
  }
}
