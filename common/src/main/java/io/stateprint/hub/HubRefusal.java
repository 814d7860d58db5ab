package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a status other than success means to the user. */
final class HubRefusal {
  private static final int SHOWN = 200;

  private HubRefusal() {}

  /** A passing failure to throw; throws itself what will not pass. */
  static IOException of(HttpResponse<?> answer, HubRequest request, boolean hasToken) {
    int status = answer.statusCode();
    if (status == 429 || status == 408 || status >= 500) {
      return new PassingFailure(
          "status %d from %s".formatted(status, request.uri().getHost()), asked(answer));
    }
    String reason =
        switch (status) {
          case 401, 403 -> access(hasToken);
          case 404, 410 -> "the hub knows no such repository, revision or file; check the spelling";
          default -> "the hub answers with status " + status;
        };
    throw new InputException(
        "Cannot read %s: %s%s (status %d, %s)"
            .formatted(request.subject(), reason, said(answer), status, withoutQuery(request)));
  }

  private static String access(boolean hasToken) {
    String why = "the repository is gated, private, or not there. Check the name, ";
    return hasToken
        ? why + "and accept its terms on its page with the account of the token in HF_TOKEN"
        : why + "accept its terms on its page, and set HF_TOKEN to a token that may read it";
  }

  /** A signed address is as good as a password, and its signature is in the query. */
  private static String withoutQuery(HubRequest request) {
    String uri = request.uri().toString();
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  private static String said(HttpResponse<?> answer) {
    String message =
        answer
            .headers()
            .firstValue("X-Error-Message")
            .or(() -> answer.headers().firstValue("X-Error-Code"))
            .orElse("")
            .replaceAll("\\p{Cntrl}", " ");
    String shown = message.length() > SHOWN ? message.substring(0, SHOWN) + "..." : message;
    return shown.isBlank() ? "" : "; it says \"" + shown + "\"";
  }

  private static Optional<Duration> asked(HttpResponse<?> answer) {
    return answer.headers().firstValue("Retry-After").flatMap(HubRefusal::duration);
  }

  /** Seconds, or a date. */
  private static Optional<Duration> duration(String value) {
    try {
      if (value.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
      }
      Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
      Duration wait = Duration.between(Instant.now(), until);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
