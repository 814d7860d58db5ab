package io.stateprint.checkpoint;

import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a model that llama-gguf-split cut: {@code NAME-00001-of-00003.gguf} and so on. The
 * first holds the metadata.
 *
 * @param files where they lie
 * @param first the part that is given, which may be a whole model
 */
record GgufParts(CheckpointFiles files, GgufPart first) {
  private static final Pattern NAME = Pattern.compile("(.+)-(\\d{5})-of-(\\d{5})\\.gguf");
  private static final String NUMBER = "split.no";
  private static final String COUNT = "split.count";
  private static final String TENSORS = "split.tensors.count";
  private static final int MOST = 99_999;

  /** The first of the parts, where the files of a folder are the parts of one model. */
  static Optional<String> first(List<String> names) {
    List<String> firsts =
        names.stream()
            .map(NAME::matcher)
            .filter(Matcher::matches)
            .map(name -> part(name.group(1), 1, Integer.parseInt(name.group(3))))
            .toList();
    boolean one = firsts.size() == names.size() && firsts.stream().distinct().count() == 1;
    return one ? Optional.of(firsts.get(0)) : Optional.empty();
  }

  /** All parts in order, checked against each other; the file alone where it is whole. */
  List<GgufPart> all() {
    int count = count(first);
    if (count == 1) {
      return List.of(first);
    }
    String stem = stem(count);
    CheckpointFiles beside = files.withParts(List.of(first.file()));
    List<String> there = files.folder().names();
    List<GgufPart> parts = new ArrayList<>(List.of(first));
    for (int number = 2; number <= count; number++) {
      String name = part(stem, number, count);
      if (!there.contains(name)) {
        throw cannotOpen(
            first, "part %d of %d is missing: %s is not beside it".formatted(number, count, name));
      }
      parts.add(checked(GgufPart.read(beside, name), number, count));
    }
    requireTensors(parts);
    return parts;
  }

  private static int count(GgufPart part) {
    long count = part.metadata().whole(COUNT).orElse(1L);
    if (count < 1 || count > MOST) {
      throw cannotOpen(part, "%s = %d, 1 to %d are possible".formatted(COUNT, count, MOST));
    }
    return (int) count;
  }

  /** What the names of all parts begin with. */
  private String stem(int count) {
    Matcher name = NAME.matcher(first.file());
    if (!name.matches() || Integer.parseInt(name.group(3)) != count) {
      throw cannotOpen(
          first,
          "%s = %d, and its name does not end in -00001-of-%05d.gguf, by which the other parts are found"
              .formatted(COUNT, count, count));
    }
    long number = first.metadata().whole(NUMBER).orElse(0L);
    String begin = part(name.group(1), 1, count);
    if (number != 0 || !first.file().equals(begin)) {
      throw cannotOpen(
          first,
          "%s = %d: it is not the first of %d parts; name %s"
              .formatted(NUMBER, number, count, begin));
    }
    return name.group(1);
  }

  private static GgufPart checked(GgufPart part, int number, int count) {
    long ownCount = part.metadata().whole(COUNT).orElse(1L);
    long ownNumber = part.metadata().whole(NUMBER).orElse(0L);
    if (ownCount != count || ownNumber != number - 1) {
      throw cannotOpen(
          part,
          "%s = %d and %s = %d, where its name and the first part say %d and %d"
              .formatted(NUMBER, ownNumber, COUNT, ownCount, number - 1, count));
    }
    return part;
  }

  private void requireTensors(List<GgufPart> parts) {
    long found = parts.stream().mapToLong(part -> part.header().tensors().size()).sum();
    long wanted = first.metadata().whole(TENSORS).orElse(found);
    if (found != wanted) {
      throw cannotOpen(
          first, "%s = %d, its %d parts hold %d".formatted(TENSORS, wanted, parts.size(), found));
    }
  }

  private static String part(String stem, int number, int count) {
    return String.format(Locale.ROOT, "%s-%05d-of-%05d.gguf", stem, number, count);
  }

  private static InputException cannotOpen(GgufPart part, String reason) {
    return new InputException("Cannot open %s: %s".formatted(part.location(), reason));
  }
}
