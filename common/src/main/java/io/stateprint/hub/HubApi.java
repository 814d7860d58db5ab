package io.stateprint.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the hub's interface says of one repository. */
final class HubApi {
  private static final int MOST_BYTES = 64 << 20;
  private static final int MOST_PAGES = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NEXT =
      Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\\b", Pattern.CASE_INSENSITIVE);

  private final HubSettings settings;
  private final HubHttp http;
  private final HubAddress address;

  HubApi(HubSettings settings, HubHttp http, HubAddress address) {
    this.settings = settings;
    this.http = http;
    this.address = address;
  }

  /** The commit that the address's revision names now. */
  String commit() {
    URI uri = uri("/api/models/" + address.repository() + "/revision/", address.revision());
    String sha = page(uri).json().path("sha").asText("");
    if (!HubAddress.isCommit(sha)) {
      throw unreadable(uri, "it names no commit");
    }
    return sha;
  }

  /** Every file of the commit. */
  List<RemoteFile> files(String commit) {
    List<RemoteFile> files = new ArrayList<>();
    Optional<URI> next =
        Optional.of(
            uri("/api/models/" + address.repository() + "/tree/", commit, "?recursive=true"));
    for (int pages = 0; next.isPresent(); pages++) {
      URI uri = next.orElseThrow();
      Page page = page(uri);
      if (pages == MOST_PAGES || !page.json().isArray()) {
        throw unreadable(uri, "it is not a list of files");
      }
      page.json().forEach(entry -> file(entry, uri).ifPresent(files::add));
      next = page.next();
    }
    return List.copyOf(files);
  }

  /** Where a file of the commit is read. */
  URI download(String commit, RemoteFile file) {
    String path =
        Arrays.stream(file.name().split("/", -1))
            .map(HubApi::encoded)
            .collect(Collectors.joining("/"));
    return URI.create(
        settings.endpoint() + "/" + address.repository() + "/resolve/" + commit + "/" + path);
  }

  private record Page(JsonNode json, Optional<URI> next) {}

  private Page page(URI uri) {
    return new Patience(settings.retry(), "read " + address).until(() -> pageOnce(uri));
  }

  private Page pageOnce(URI uri) throws IOException {
    HttpResponse<InputStream> answer = http.get(new HubRequest(uri, address.toString(), 0));
    byte[] bytes;
    try (InputStream body = new StallGuard(answer.body(), settings.retry().stall())) {
      bytes = body.readNBytes(MOST_BYTES);
    }
    try {
      return new Page(JSON.readTree(bytes), next(answer, uri));
    } catch (JsonProcessingException e) {
      throw unreadable(uri, "it is not JSON");
    }
  }

  /**
   * A mirror may repeat the hub's own address for the next page; it is the mirror that is asked.
   */
  private Optional<URI> next(HttpResponse<?> answer, URI uri) {
    for (String link : answer.headers().allValues("Link")) {
      Matcher next = NEXT.matcher(link);
      if (next.find()) {
        try {
          URI target = uri.resolve(next.group(1));
          return Optional.of(http.isEndpoint(target) ? target : atEndpoint(target));
        } catch (IllegalArgumentException e) {
          throw unreadable(uri, "its next page has no address");
        }
      }
    }
    return Optional.empty();
  }

  private URI atEndpoint(URI other) {
    String query = other.getRawQuery();
    return URI.create(
        settings.endpoint() + other.getRawPath() + (query == null ? "" : "?" + query));
  }

  private Optional<RemoteFile> file(JsonNode entry, URI uri) {
    if (!entry.path("type").asText("").equals("file")) {
      return Optional.empty();
    }
    String name = entry.path("path").asText("");
    try {
      JsonNode large = entry.path("lfs");
      Checksum checksum =
          large.isObject()
              ? Checksum.sha256(hex(large, "sha256:"))
              : new Checksum(Checksum.Kind.GIT_BLOB, hex(entry, ""));
      JsonNode size =
          large.isObject() && large.has("size") ? large.get("size") : entry.path("size");
      return Optional.of(new RemoteFile(name, size.asLong(-1), checksum));
    } catch (IllegalArgumentException e) {
      throw unreadable(uri, "of the file \"%s\" it says %s".formatted(name, e.getMessage()));
    }
  }

  private static String hex(JsonNode holder, String prefix) {
    String oid = holder.path("oid").asText("").toLowerCase(Locale.ROOT);
    return oid.startsWith(prefix) ? oid.substring(prefix.length()) : oid;
  }

  private URI uri(String path, String last) {
    return uri(path, last, "");
  }

  private URI uri(String path, String last, String query) {
    return URI.create(settings.endpoint() + path + encoded(last) + query);
  }

  private static String encoded(String step) {
    return URLEncoder.encode(step, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private InputException unreadable(URI uri, String reason) {
    return new InputException(
        "Cannot understand the hub's answer on %s: %s; is HF_ENDPOINT right? (%s)"
            .formatted(address, reason, uri));
  }
}
