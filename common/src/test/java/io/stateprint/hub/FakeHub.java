package io.stateprint.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A hub on this machine: the interface on one port; large files, as on the hub itself, behind a
 * redirect to another host. What goes wrong, and when, is for the test to say.
 */
final class FakeHub implements AutoCloseable {
  /** A request as it came in. */
  record Asked(String host, String path, Optional<String> token, Optional<String> range) {}

  /** Answers in place of the hub. */
  @FunctionalInterface
  interface Fault {
    void answer(HttpExchange exchange, byte[] content) throws IOException;
  }

  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private static final int LARGE = 1000;

  private final HttpServer front = server(this::front);
  private final HttpServer store = server(this::store);
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> renamed = new TreeMap<>();
  private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private int pageLength = 1000;

  FakeHub() {
    for (HttpServer server : List.of(front, store)) {
      server.setExecutor(workers);
      server.start();
    }
  }

  private static HttpServer server(HttpHandler handler) {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HttpServer server = HttpServer.create(any, 0);
      server.createContext("/", handler);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FakeHub with(String name, String content) {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  FakeHub with(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  /** Lists the file under another name. */
  FakeHub listing(String name, String as) {
    renamed.put(name, as);
    return this;
  }

  FakeHub pagesOf(int entries) {
    pageLength = entries;
    return this;
  }

  /** The next request for the path (a file's name, or "commit", or "tree") meets this fault. */
  FakeHub next(String path, Fault fault) {
    faults.computeIfAbsent(path, any -> new ArrayDeque<>()).add(fault);
    return this;
  }

  String endpoint() {
    return address(front);
  }

  List<Asked> asked() {
    return asked;
  }

  /** Of someone who asks three times, and soon again. */
  HubSettings settings(Path cache, Optional<String> token, boolean offline) {
    Retry quick = new Retry(3, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofSeconds(60));
    return new HubSettings(cache, endpoint(), token, offline, List.of("no-pip"), quick);
  }

  /** Requests for a file, at the store where it is large. */
  List<Asked> asked(String end) {
    return asked.stream().filter(one -> one.path().endsWith(end)).toList();
  }

  static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void front(HttpExchange exchange) throws IOException {
    note(exchange, "front");
    String path = exchange.getRequestURI().getRawPath();
    if (path.startsWith("/api/models/owner/name/revision/")) {
      byte[] json =
          ("{\"id\": \"owner/name\", \"sha\": \"" + COMMIT + "\"}")
              .getBytes(StandardCharsets.UTF_8);
      answer(exchange, "commit", json);
    } else if (path.equals("/api/models/owner/name/tree/" + COMMIT)) {
      answer(exchange, "tree", page(exchange));
    } else {
      file(exchange, path.replace("/owner/name/resolve/" + COMMIT + "/", ""));
    }
  }

  private void file(HttpExchange exchange, String name) throws IOException {
    byte[] content = files.get(name);
    if (content == null) {
      refuse(404, Map.of("X-Error-Code", "EntryNotFound")).answer(exchange, new byte[0]);
    } else if (content.length < LARGE) {
      answer(exchange, name, content);
    } else {
      String signed = address(store) + "/" + name + "?signature=abc";
      refuse(302, Map.of("Location", signed)).answer(exchange, content);
    }
  }

  private void store(HttpExchange exchange) throws IOException {
    note(exchange, "store");
    String name = exchange.getRequestURI().getPath().substring(1);
    answer(exchange, name, Objects.requireNonNull(files.get(name)));
  }

  private void note(HttpExchange exchange, String host) {
    asked.add(
        new Asked(
            host,
            exchange.getRequestURI().toString().replaceAll("\\?signature=abc$", ""),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))));
  }

  private void answer(HttpExchange exchange, String path, byte[] content) throws IOException {
    Deque<Fault> waiting = faults.getOrDefault(path, new ArrayDeque<>());
    Fault fault;
    synchronized (waiting) {
      fault = waiting.isEmpty() ? FakeHub::whole : waiting.remove();
    }
    try (exchange) {
      fault.answer(exchange, content);
    }
  }

  /** As it should be: the whole file, or the bytes that were asked for. */
  static void whole(HttpExchange exchange, byte[] content) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      send(exchange, 200, content, content.length);
      return;
    }
    String[] ends = range.replace("bytes=", "").split("-", -1);
    int from = Integer.parseInt(ends[0]);
    int end = ends[1].isEmpty() ? content.length : Integer.parseInt(ends[1]) + 1;
    String sent = "bytes %d-%d/%d".formatted(from, end - 1, content.length);
    exchange.getResponseHeaders().set("Content-Range", sent);
    byte[] rest = Arrays.copyOfRange(content, from, end);
    send(exchange, 206, rest, rest.length);
  }

  /** The connection breaks after so many bytes of the file. */
  static Fault cutAfter(int bytes) {
    return (exchange, content) ->
        send(exchange, 200, Arrays.copyOf(content, bytes), content.length);
  }

  static Fault refuse(int status, Map<String, String> headers) {
    return (exchange, content) -> {
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  static void send(HttpExchange exchange, int status, byte[] bytes, int announced)
      throws IOException {
    exchange.sendResponseHeaders(status, announced == 0 ? -1 : announced);
    if (bytes.length > 0) {
      OutputStream body = exchange.getResponseBody();
      body.write(bytes);
      body.flush();
    }
  }

  private byte[] page(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    int from =
        uri.getQuery().contains("cursor=")
            ? Integer.parseInt(uri.getQuery().replaceAll(".*cursor=", ""))
            : 0;
    List<String> entries = new ArrayList<>();
    entries.add("{\"type\": \"directory\", \"oid\": \"0\", \"size\": 0, \"path\": \"original\"}");
    files.forEach((name, content) -> entries.add(entry(name, content)));
    int end = Math.min(entries.size(), from + pageLength);
    if (end < entries.size()) {
      String next = HubSettings.HUB + uri.getPath() + "?recursive=true&cursor=" + end;
      exchange.getResponseHeaders().set("Link", "<" + next + ">; rel=\"next\"");
    }
    return entries.subList(from, end).stream()
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private String entry(String name, byte[] content) {
    String listed = renamed.getOrDefault(name, name);
    String blob = sum(new Checksum(Checksum.Kind.GIT_BLOB, "0".repeat(40)), content);
    String large =
        ", \"lfs\": {\"oid\": \"%s\", \"size\": %d, \"pointerSize\": 134}"
            .formatted(sum(Checksum.sha256("0".repeat(64)), content), content.length);
    return "{\"type\": \"file\", \"oid\": \"%s\", \"size\": %d, \"path\": \"%s\"%s}"
        .formatted(blob, content.length, listed, content.length < LARGE ? "" : large);
  }

  static String sum(Checksum kind, byte[] content) {
    MessageDigest digest = kind.digest(content.length);
    digest.update(content);
    return Checksum.hex(digest);
  }

  @Override
  public void close() {
    front.stop(0);
    store.stop(0);
    workers.shutdownNow();
  }
}
