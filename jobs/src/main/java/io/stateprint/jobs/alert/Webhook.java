package io.stateprint.jobs.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.jobs.settings.AlertSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Posts alerts. What passes (no answer, 408, 429, 5xx) is tried again; what does not pass ends at
 * once. A redirect is not followed, for it would hand the alert to a stranger.
 */
public final class Webhook {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;
  private final AlertSettings settings;
  private final HttpClient client;

  private Webhook(URI address, AlertSettings settings) {
    this.address = address;
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .build();
  }

  /**
   * Posts an alert where an address is set.
   *
   * @return why it could not be delivered, without the address; empty where it was, or where nobody
   *     is to be told
   */
  public static Optional<String> post(AlertSettings settings, DriftAlert alert) {
    return settings
        .webhook()
        .flatMap(address -> new Webhook(address, settings).deliver(json(alert)));
  }

  private Optional<String> deliver(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(settings.timeout())
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(body))
            .build();
    String reason = "";
    Duration pause = settings.pause();
    for (int attempt = 1; attempt <= settings.attempts(); attempt++) {
      Outcome outcome = sent(request);
      if (outcome.isDelivered()) {
        return Optional.empty();
      }
      reason = outcome.reason();
      if (!outcome.passes()) {
        return failed(reason, attempt);
      }
      if (attempt < settings.attempts()) {
        waited(pause);
        pause = pause.multipliedBy(2);
      }
    }
    return failed(reason, settings.attempts());
  }

  private static Optional<String> failed(String reason, int attempts) {
    return Optional.of(
        "Cannot deliver the alert: %s (%d %s); see that alert.webhook is the address, and that this host can reach it"
            .formatted(reason, attempts, attempts == 1 ? "attempt" : "attempts"));
  }

  /** What became of one attempt; an empty reason where it was delivered. */
  private record Outcome(String reason, boolean passes) {
    boolean isDelivered() {
      return reason.isEmpty();
    }
  }

  private Outcome sent(HttpRequest request) {
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status >= 200 && status <= 299) {
        return new Outcome("", false);
      }
      return new Outcome(
          "the webhook answered " + status, status == 408 || status == 429 || status >= 500);
    } catch (HttpTimeoutException e) {
      return new Outcome("no answer within %d ms".formatted(settings.timeout().toMillis()), true);
    } catch (SSLException e) {
      return new Outcome("no trusted connection", false);
    } catch (ConnectException e) {
      return new Outcome("no connection", true);
    } catch (IOException e) {
      return new Outcome("the connection broke", true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome("it was interrupted", false);
    }
  }

  private static void waited(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String json(DriftAlert alert) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", alert.text());
    body.put("event", "drift");
    body.put("version", alert.version());
    body.put("store", alert.store());
    body.put("reference", alert.reference());
    body.put("models", alert.models());
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An alert is not JSON", e);
    }
  }
}
