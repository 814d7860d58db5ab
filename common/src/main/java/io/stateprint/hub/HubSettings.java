package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where models come from, and where they are kept.
 *
 * @param cache folder that keeps what was downloaded
 * @param endpoint address of the hub or of its mirror, without a slash at the end
 * @param token sent to the endpoint, and to no other host
 * @param offline whether the hub must not be asked; the sample model is pip's business
 * @param pip command that runs pip, without its arguments
 * @param retry how long to hope for a server
 */
public record HubSettings(
    Path cache,
    String endpoint,
    Optional<String> token,
    boolean offline,
    List<String> pip,
    Retry retry) {
  /** The hub itself. */
  public static final String HUB = "https://huggingface.co";

  private static final List<String> PIP = List.of("python3", "-m", "pip");
  private static final Set<String> YES = Set.of("1", "true", "yes", "on");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  /** Checks the endpoint and the token. */
  public HubSettings {
    endpoint = trimmed(endpoint);
    requireWebAddress(endpoint);
    token = token.map(String::strip).filter(given -> !given.isEmpty());
    if (token.filter(given -> !TOKEN.matcher(given).matches()).isPresent()) {
      throw new InputException(
          "Cannot use HF_TOKEN: a token is one word of letters, digits and signs, without spaces");
    }
    pip = List.copyOf(pip);
  }

  /** The hub's usual settings with a cache of one's own: no token, pip of {@code python3}. */
  public static HubSettings usual(Path cache) {
    return new HubSettings(cache, HUB, Optional.empty(), false, PIP, Retry.usual());
  }

  /**
   * As the environment says: {@code STATEPRINT_CACHE}, {@code XDG_CACHE_HOME}, {@code HF_ENDPOINT},
   * {@code HF_TOKEN}, {@code HF_HUB_OFFLINE}.
   */
  public static HubSettings fromEnvironment() {
    return from(System.getenv(), System.getProperty("user.home", ""));
  }

  static HubSettings from(Map<String, String> environment, String home) {
    return new HubSettings(
        cache(environment, home),
        variable(environment, "HF_ENDPOINT").orElse(HUB),
        variable(environment, "HF_TOKEN"),
        variable(environment, "HF_HUB_OFFLINE")
            .filter(value -> YES.contains(value.toLowerCase(Locale.ROOT)))
            .isPresent(),
        PIP,
        Retry.usual());
  }

  private static Path cache(Map<String, String> environment, String home) {
    Optional<String> own = variable(environment, "STATEPRINT_CACHE");
    Optional<String> shared =
        variable(environment, "XDG_CACHE_HOME").map(xdg -> xdg + "/stateprint");
    if (own.or(() -> shared).isEmpty() && (home.isBlank() || home.equals("?"))) {
      throw new InputException(
          "Cannot choose a cache folder: this user has no home; set STATEPRINT_CACHE to a folder");
    }
    String folder = own.or(() -> shared).orElse(home + "/.cache/stateprint");
    try {
      return Path.of(folder).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new InputException(
          "Cannot use %s as the cache folder: it is not a path (STATEPRINT_CACHE)"
              .formatted(folder),
          e);
    }
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static String trimmed(String endpoint) {
    String end = endpoint.strip();
    while (end.endsWith("/")) {
      end = end.substring(0, end.length() - 1);
    }
    return end;
  }

  private static void requireWebAddress(String endpoint) {
    String problem = "Cannot use the endpoint %s: an address such as %s is needed (HF_ENDPOINT)";
    try {
      URI uri = new URI(endpoint);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null;
      if (!web || uri.getHost() == null || uri.getRawUserInfo() != null || !plain) {
        throw new InputException(problem.formatted(endpoint, HUB));
      }
    } catch (URISyntaxException e) {
      throw new InputException(problem.formatted(endpoint, HUB), e);
    }
  }

  /** All but the token. */
  @Override
  public String toString() {
    return "HubSettings[cache=%s, endpoint=%s, token=%s, offline=%s, pip=%s, retry=%s]"
        .formatted(cache, endpoint, token.isPresent() ? "given" : "none", offline, pip, retry);
  }
}
