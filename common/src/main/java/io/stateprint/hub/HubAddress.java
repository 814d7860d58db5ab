package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A location on the hub, in its parts: {@code hf://OWNER/NAME[@REVISION][:FILE.gguf]}.
 *
 * @param owner user or organisation
 * @param name of the repository
 * @param revision branch, tag or commit
 * @param file the one file that is wanted, by its path in the repository
 */
record HubAddress(String owner, String name, String revision, Optional<String> file) {
  static final String SCHEME = "hf://";

  private static final String NAME = "[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?";
  private static final Pattern FORM =
      Pattern.compile(
          SCHEME + "(" + NAME + ")/(" + NAME + ")(?:@([^:@\\s\\p{Cntrl}]+))?(?::(.+\\.gguf))?/?");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  static HubAddress of(String location) {
    Matcher parts = FORM.matcher(location);
    if (!parts.matches() || isDoubled(parts)) {
      throw new InputException(
          ("Cannot read the location %s: it must be hf://OWNER/NAME, with @REVISION and"
                  + " :FILE.gguf where wanted")
              .formatted(location));
    }
    return new HubAddress(
        parts.group(1),
        parts.group(2),
        Optional.ofNullable(parts.group(3)).orElse("main"),
        Optional.ofNullable(parts.group(4)).map(RemoteFile::requireInside));
  }

  /** The hub allows no "--" in a name, and the cache's folders are told apart by it. */
  private static boolean isDoubled(Matcher parts) {
    return parts.group(1).contains("--") || parts.group(2).contains("--");
  }

  static boolean isCommit(String revision) {
    return COMMIT.matcher(revision).matches();
  }

  String repository() {
    return owner + "/" + name;
  }

  @Override
  public String toString() {
    return SCHEME
        + repository()
        + (revision.equals("main") ? "" : "@" + revision)
        + file.map(wanted -> ":" + wanted).orElse("");
  }
}
