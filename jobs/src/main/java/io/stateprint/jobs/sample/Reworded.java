package io.stateprint.jobs.sample;

import io.stateprint.prompts.Paraphrase;
import io.stateprint.prompts.Prompt;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Paraphrases of the prompts of a sweep. A file of them belongs to a bank; prompts of one's own, or
 * a part of the bank, stand beside it, so that those whose original is not asked are left out.
 *
 * @param paraphrases each about what its original is about
 * @param notes a sentence on each file of which some are left out
 */
record Reworded(List<Sourced<Prompt>> paraphrases, List<String> notes) {
  /**
   * Keeps those whose original is a prompt of the sweep.
   *
   * @throws InputException where an original is in another language
   */
  static Reworded of(List<Sourced<Paraphrase>> all, List<Sourced<Prompt>> prompts) {
    Map<String, Prompt> originals =
        prompts.stream().map(Sourced::entry).collect(Collectors.toMap(Prompt::id, p -> p));
    List<Sourced<Prompt>> kept = new ArrayList<>();
    Map<String, List<Sourced<Paraphrase>>> byFile =
        all.stream()
            .collect(Collectors.groupingBy(Sourced::file, LinkedHashMap::new, Collectors.toList()));
    List<String> notes = new ArrayList<>();
    byFile.forEach(
        (file, own) -> {
          int before = kept.size();
          for (Sourced<Paraphrase> one : own) {
            Prompt original = originals.get(one.entry().of());
            if (original != null) {
              kept.add(new Sourced<>(about(original, one), file));
            }
          }
          int left = own.size() - kept.size() + before;
          if (left > 0) {
            notes.add(note(file, left, own));
          }
        });
    return new Reworded(List.copyOf(kept), List.copyOf(notes));
  }

  private static Prompt about(Prompt original, Sourced<Paraphrase> paraphrase) {
    Prompt own = paraphrase.entry().prompt();
    if (!original.lang().equals(own.lang())) {
      throw new InputException(
          "Cannot use the paraphrase \"%s\" of %s: it is in language %s, and the prompt \"%s\" in %s; a paraphrase is in the language of its original"
              .formatted(own.id(), paraphrase.file(), own.lang(), original.id(), original.lang()));
    }
    return new Prompt(own.id(), original.category(), original.topic(), own.lang(), own.text());
  }

  private static String note(String file, int left, List<Sourced<Paraphrase>> own) {
    return left == own.size()
        ? "%s: no paraphrase is of a prompt of this sweep, all %d are left out, and V5 and V9 are not run; name paraphrases of your own prompts in sweep.paraphrases, or empty it"
            .formatted(file, left)
        : "%s: %d of %d paraphrases are left out, their originals are no prompts of this sweep"
            .formatted(file, left, own.size());
  }
}
