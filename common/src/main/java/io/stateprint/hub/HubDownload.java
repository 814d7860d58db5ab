package io.stateprint.hub;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.InputException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From an address on the hub to its model in the cache; asks the network only for what is missing.
 */
final class HubDownload {
  private static final Logger LOG = LoggerFactory.getLogger(HubDownload.class);

  private final HubAddress address;
  private final HubSettings settings;
  private final Progress progress;
  private final HubCache cache;
  private final HubHttp http;
  private final HubApi api;

  HubDownload(HubAddress address, HubSettings settings, Progress progress) {
    this.address = address;
    this.settings = settings;
    this.progress = Progress.oneAtATime(progress);
    this.cache = HubCache.of(address, settings);
    this.http = new HubHttp(settings);
    this.api = new HubApi(settings, http, address);
  }

  /** The folder of the model, or its one file. */
  Path fetch() {
    String commit = commit();
    WantedFiles wanted = wanted(commit);
    if (!missing(commit, wanted).isEmpty()) {
      requireOnline("some of its files are not in the cache");
      CacheLock.holding(cache.home(), () -> download(commit, wanted));
    }
    cache.keep(address.revision(), commit);
    return wanted.single().map(file -> cache.path(commit, file)).orElse(cache.snapshot(commit));
  }

  /** The files that make the model at a commit. */
  WantedFiles wanted(String commit) {
    return WantedFiles.of(address, listing(commit));
  }

  /** Whether the cache holds a file. */
  boolean holds(String commit, RemoteFile file) {
    return cache.holds(commit, file);
  }

  /** One file, in the cache. */
  Path fetch(String commit, RemoteFile file) {
    if (!holds(commit, file)) {
      requireOnline(file.name() + " is not in the cache");
      CacheLock.holding(
          cache.home(),
          () -> {
            take(new CacheRoom(), commit, List.of(file));
            download(commit, file);
            return true;
          });
    }
    return cache.path(commit, file);
  }

  /** One file, read where it lies. */
  ByteSource source(String commit, RemoteFile file) {
    requireOnline(file.name() + " is not in the cache");
    return new HubFile(http, settings.retry(), file, request(commit, file));
  }

  private HubRequest request(String commit, RemoteFile file) {
    return new HubRequest(api.download(commit, file), file.name() + " of " + address, 0);
  }

  /** The commit that the address means now. */
  String commit() {
    if (HubAddress.isCommit(address.revision())) {
      return address.revision();
    }
    Optional<String> known = cache.commit(address.revision());
    if (settings.offline()) {
      return known.orElseThrow(() -> offline("its revision is not in the cache"));
    }
    try {
      return api.commit();
    } catch (HubUnreachable e) {
      String commit = known.filter(this::isComplete).orElseThrow(() -> e);
      LOG.warn("{}: the hub is out of reach; using commit {} of the cache", address, commit);
      return commit;
    }
  }

  private boolean isComplete(String commit) {
    return cache
        .listing(commit)
        .filter(files -> missing(commit, WantedFiles.of(address, files)).isEmpty())
        .isPresent();
  }

  private List<RemoteFile> listing(String commit) {
    return cache
        .listing(commit)
        .orElseGet(
            () -> {
              requireOnline("its list of files is not in the cache");
              List<RemoteFile> files = api.files(commit);
              cache.keep(commit, files);
              return files;
            });
  }

  /** Those of the wanted files that the cache lacks. */
  List<RemoteFile> missing(String commit, WantedFiles wanted) {
    return wanted.files().stream().filter(file -> !cache.holds(commit, file)).toList();
  }

  /** Looks again at what is missing: another run may have been at work until now. */
  private boolean download(String commit, WantedFiles wanted) {
    List<RemoteFile> missing = missing(commit, wanted);
    take(new CacheRoom(), commit, missing);
    SideBySide.run(missing, file -> download(commit, file));
    return true;
  }

  private void download(String commit, RemoteFile file) {
    new FileDownload(http, settings.retry(), progress, file, request(commit, file))
        .to(cache.path(commit, file));
  }

  /** Takes room for what the cache lacks of a model. */
  void take(CacheRoom room, String commit, List<RemoteFile> missing) {
    Map<Path, Long> bytes = new HashMap<>();
    for (RemoteFile file : missing) {
      Path path = cache.path(commit, file);
      bytes.put(path, file.size() - PartFile.path(path).toFile().length());
    }
    room.take(address.toString(), bytes, cache.home());
  }

  private void requireOnline(String reason) {
    if (settings.offline()) {
      throw offline(reason);
    }
  }

  private InputException offline(String reason) {
    return new InputException(
        "Cannot use %s: HF_HUB_OFFLINE is set, and %s (%s)"
            .formatted(address, reason, cache.home()));
  }
}
