package io.stateprint.jobs.sample;

import io.stateprint.jobs.settings.ControlSettings;
import io.stateprint.jobs.settings.FurtherSettings;
import io.stateprint.jobs.settings.PromptSettings;
import io.stateprint.prompts.Framing;
import io.stateprint.prompts.Paraphrase;
import io.stateprint.prompts.Prompt;
import io.stateprint.prompts.Prompts;
import io.stateprint.prompts.SystemPrompt;
import io.stateprint.prompts.TextFile;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The texts beside prompts and anchors: of their files, the entries in the languages of the
 * prompts.
 *
 * @param calibration neutral prompts
 * @param paraphrases of prompts of the sweep
 * @param framings tickets with and without feeling
 * @param systems real system prompts
 * @param placebos system prompts that ask for nothing
 * @param sha256 of the files, in the order of the settings
 * @param notes a sentence on each file of which something is left out
 */
record FurtherTexts(
    List<Sourced<Prompt>> calibration,
    List<Sourced<Prompt>> paraphrases,
    List<Sourced<Framing>> framings,
    List<Sourced<SystemPrompt>> systems,
    List<Sourced<SystemPrompt>> placebos,
    List<String> sha256,
    List<String> notes) {

  /** Reads the files; anything wrong in them, or a language that they lack, is said at once. */
  static FurtherTexts read(FurtherSettings settings, List<Sourced<Prompt>> prompts) {
    Languages languages = Languages.of(prompts);
    List<TextFile<Prompt>> calibration = Prompts.read(settings.calibration());
    List<TextFile<Paraphrase>> paraphrases = Prompts.paraphrases(settings.paraphrases());
    List<TextFile<Framing>> framings = Prompts.framings(settings.framings());
    List<TextFile<SystemPrompt>> systems = Prompts.systemPrompts(settings.systems().files());
    List<TextFile<SystemPrompt>> placebos = Prompts.systemPrompts(settings.systems().placebos());
    Reworded reworded =
        Reworded.of(
            languages.choose("sweep.paraphrases", paraphrases, one -> one.prompt().lang()),
            prompts);
    return new FurtherTexts(
        languages.choose("sweep.calibration", calibration, Prompt::lang),
        reworded.paraphrases(),
        languages.choose("sweep.framings", framings, one -> one.prompt().lang()),
        languages.choose("sweep.system-prompts.files", systems, SystemPrompt::lang),
        languages.choose("sweep.system-prompts.placebos", placebos, SystemPrompt::lang),
        Stream.<List<? extends TextFile<?>>>of(
                calibration, paraphrases, framings, systems, placebos)
            .flatMap(List::stream)
            .map(TextFile::sha256)
            .toList(),
        reworded.notes());
  }

  /**
   * The languages of the prompts.
   *
   * @param prompts a prompt of each language
   */
  private record Languages(Map<String, Prompt> prompts) {
    static Languages of(List<Sourced<Prompt>> prompts) {
      return new Languages(
          prompts.stream()
              .map(Sourced::entry)
              .collect(Collectors.toMap(Prompt::lang, prompt -> prompt, (a, b) -> a)));
    }

    <T> List<Sourced<T>> choose(String key, List<TextFile<T>> files, Function<T, String> langOf) {
      List<Sourced<T>> all = Sourced.of(files);
      List<String> there = all.stream().map(one -> langOf.apply(one.entry())).toList();
      prompts.forEach(
          (lang, prompt) -> {
            if (!files.isEmpty() && !there.contains(lang)) {
              throw new InputException(
                  "Cannot use %s: the prompt \"%s\" is in language %s, and none of these texts is; add a file in it, or leave the key out (%s)"
                      .formatted(names(files), prompt.id(), lang, key));
            }
          });
      return all.stream().filter(one -> prompts.containsKey(langOf.apply(one.entry()))).toList();
    }

    private static String names(List<? extends TextFile<?>> files) {
      return String.join(", ", files.stream().map(TextFile::name).toList());
    }
  }

  /** Every text that the settings ask for, role after role. */
  List<Text> texts(
      PromptSettings settings, List<Sourced<Prompt>> prompts, Instructions instructions) {
    List<Text> texts = new ArrayList<>();
    calibration.forEach(
        one ->
            texts.add(
                Text.of(
                    one.entry(), one.file(), "calibration", Instructions.DEFAULT, instructions)));
    Stream.concat(
            paraphrases.stream().map(one -> new Role("paraphrase", one)),
            framings.stream()
                .map(one -> new Sourced<>(one.entry().prompt(), one.file()))
                .map(one -> new Role("framing", one)))
        .flatMap(one -> one.under(settings.further().conditions(), instructions))
        .forEach(texts::add);
    controls(settings, prompts, instructions).forEach(texts::add);
    List<Sourced<Prompt>> some = Spread.of(prompts, settings.further().systems().prompts());
    under(placebos, some, "placebo").forEach(texts::add);
    under(systems, some, "system").forEach(texts::add);
    return texts;
  }

  /**
   * A prompt and what it is for.
   *
   * @param name of the role
   * @param prompt with its file
   */
  private record Role(String name, Sourced<Prompt> prompt) {
    Stream<Text> under(List<String> conditions, Instructions instructions) {
      Prompt entry = prompt.entry();
      return conditions.stream()
          .map(condition -> Text.of(entry, prompt.file(), name, condition, instructions));
    }
  }

  private static Stream<Text> controls(
      PromptSettings settings, List<Sourced<Prompt>> prompts, Instructions instructions) {
    ControlSettings controls = settings.further().controls();
    List<String> conditions = conditions(controls, settings.conditions());
    return Spread.of(prompts, controls.prompts()).stream()
        .flatMap(prompt -> new Role("control", prompt).under(conditions, instructions));
  }

  private static List<String> conditions(ControlSettings controls, List<String> measured) {
    List<String> conditions = new ArrayList<>();
    for (String condition : measured) {
      if (!condition.equals(Instructions.DEFAULT)) {
        controls.wordings().forEach(wording -> conditions.add(condition + "/w" + wording));
        controls.doses().forEach(dose -> conditions.add(condition + "/" + dose));
      }
    }
    if (controls.nonsense()) {
      conditions.addAll(List.of("+nonsense", "-nonsense"));
    }
    return conditions;
  }

  private static Stream<Text> under(
      List<Sourced<SystemPrompt>> systems, List<Sourced<Prompt>> prompts, String role) {
    return prompts.stream()
        .flatMap(
            prompt ->
                systems.stream()
                    .map(Sourced::entry)
                    .filter(system -> system.lang().equals(prompt.entry().lang()))
                    .map(system -> Text.under(prompt.entry(), prompt.file(), role, system)));
  }

  /** What each id stands for, for the check that ids differ. */
  Stream<TextId> ids() {
    return Stream.of(
            calibration.stream()
                .map(one -> new TextId(one.entry().id(), "calibration prompt", one.file())),
            paraphrases.stream().map(one -> new TextId(one.entry().id(), "paraphrase", one.file())),
            framings.stream()
                .map(one -> new TextId(one.entry().prompt().id(), "framing", one.file())))
        .flatMap(ids -> ids);
  }
}
