package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * GET requests of the hub. The token goes to the endpoint's own host only: the hub hands large
 * files over to another host, with a signature in the address.
 */
final class HubHttp {
  private static final int MOST_REDIRECTS = 10;
  private static final Duration CONNECT = Duration.ofSeconds(20);

  private final HubSettings settings;
  private final URI endpoint;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  HubHttp(HubSettings settings) {
    this.settings = settings;
    this.endpoint = URI.create(settings.endpoint());
  }

  /**
   * An answer of status 200, 206 or 416; the caller closes its body.
   *
   * @throws IOException if another attempt may do better
   * @throws InputException if none can
   */
  HttpResponse<InputStream> get(HubRequest request) throws IOException {
    HubRequest current = request;
    for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
      HttpResponse<InputStream> answer = send(current);
      int status = answer.statusCode();
      if (status == 200 || status == 206 || status == 416) {
        return answer;
      }
      answer.body().close();
      if (status < 300 || status > 399) {
        throw HubRefusal.of(answer, current, settings.token().isPresent());
      }
      current = current.at(target(answer, current));
    }
    throw new InputException(
        "Cannot read %s: more than %d redirects (%s)"
            .formatted(request.subject(), MOST_REDIRECTS, request.uri()));
  }

  private HttpResponse<InputStream> send(HubRequest request) throws IOException {
    try {
      return client.send(http(request), BodyHandlers.ofInputStream());
    } catch (SSLHandshakeException e) {
      throw new InputException(
          "Cannot read %s: no trusted connection to %s, %s; a proxy's certificate belongs into the"
                  .formatted(request.subject(), request.uri().getHost(), e.getMessage())
              + " trust store of the JDK",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException(
          "Cannot read %s: it was interrupted".formatted(request.subject()), e);
    } catch (IOException e) {
      throw new IOException(
          "no answer from %s (%s)".formatted(request.uri().getHost(), reason(e)), e);
    }
  }

  /** A connection that is refused, or a name that is not known, has a type and no message. */
  private static String reason(IOException e) {
    String type = e.getClass().getSimpleName();
    return e.getMessage() == null ? type : type + ": " + e.getMessage();
  }

  private HttpRequest http(HubRequest request) {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(request.uri())
            .timeout(settings.retry().stall())
            .header("User-Agent", "stateprint")
            .header("Accept-Encoding", "identity");
    if (!request.range().isEmpty()) {
      http.header("Range", request.range());
    }
    if (isEndpoint(request.uri())) {
      settings.token().ifPresent(token -> http.header("Authorization", "Bearer " + token));
    }
    return http.build();
  }

  private URI target(HttpResponse<?> answer, HubRequest request) {
    String moved = answer.headers().firstValue("Location").orElse("");
    try {
      URI target = request.uri().resolve(moved);
      boolean web = "https".equals(target.getScheme()) || "http".equals(target.getScheme());
      boolean weaker = isSecure(request.uri()) && !isSecure(target);
      if (!moved.isEmpty() && web && target.getHost() != null && !weaker) {
        return target;
      }
    } catch (IllegalArgumentException e) {
      throw redirect(request, moved, e);
    }
    throw redirect(request, moved, null);
  }

  private static InputException redirect(
      HubRequest request, String moved, @Nullable Exception cause) {
    return new InputException(
        "Cannot read %s: the server sends on to \"%s\", which is no safe address (%s)"
            .formatted(request.subject(), moved, request.uri()),
        cause);
  }

  /** Whether the address is of the endpoint's host, and may see the token. */
  boolean isEndpoint(URI uri) {
    return endpoint.getScheme().equals(uri.getScheme())
        && host(endpoint).equals(host(uri))
        && port(endpoint) == port(uri);
  }

  private static String host(URI uri) {
    return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : isSecure(uri) ? 443 : 80;
  }

  private static boolean isSecure(URI uri) {
    return "https".equals(uri.getScheme());
  }
}
