package io.stateprint.tokens;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One message of a conversation, as a chat template sees it. */
record Message(String role, String content) {
  /** A conversation of one question. */
  static List<Message> conversation(Optional<String> system, String user) {
    return Stream.concat(
            system.map(text -> new Message("system", text)).stream(),
            Stream.of(new Message("user", user)))
        .toList();
  }
}
