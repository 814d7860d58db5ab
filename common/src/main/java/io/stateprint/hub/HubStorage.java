package io.stateprint.hub;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.Folder;
import io.stateprint.storage.InputException;
import io.stateprint.storage.LocalStorage;
import io.stateprint.storage.Storage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One model of the hub, looked at where it lies: files of weights are read in pieces, small ones
 * are brought into the cache. What the cache holds already is read from there.
 */
public final class HubStorage implements Storage {
  private static final Pattern WEIGHTS = Pattern.compile(".*\\.(gguf|safetensors)");

  private final HubDownload hub;
  private final String commit;
  private final WantedFiles wanted;
  private final String root;

  private HubStorage(HubAddress address, HubDownload hub) {
    this.hub = hub;
    this.commit = hub.commit();
    this.wanted = hub.wanted(commit);
    this.root = HubAddress.SCHEME + address.repository() + "@" + commit;
  }

  /** Whether a location is one of the hub. */
  public static boolean isHub(String location) {
    return location.strip().startsWith(HubAddress.SCHEME);
  }

  /**
   * The model of an address; asks the hub which files it has.
   *
   * @throws InputException if there is no such model, or the hub is out of reach
   */
  public static HubStorage at(String location, HubSettings settings, Progress progress) {
    HubAddress address = HubAddress.of(location.strip());
    return new HubStorage(address, new HubDownload(address, settings, progress));
  }

  /** What to open: the folder of the model, or its one file. */
  public String model() {
    return wanted.single().map(file -> root + "/" + file.name()).orElse(root);
  }

  /**
   * Takes room in the cache for what it lacks of the model.
   *
   * @throws InputException if the room is not there
   */
  public void take(CacheRoom room) {
    hub.take(room, commit, hub.missing(commit, wanted));
  }

  @Override
  public boolean isFolder(String location) {
    return location.equals(root);
  }

  @Override
  public Folder folder(String location) {
    return new Files("");
  }

  @Override
  public Folder folderOf(String file) {
    String name = file.substring(root.length() + 1);
    return new Files(name.substring(0, name.lastIndexOf('/') + 1));
  }

  @Override
  public ByteSource file(String location) {
    return new Files("").open(location.substring(root.length() + 1));
  }

  /** The files that make the model and lie in a folder of the repository. */
  private final class Files implements Folder {
    private final String folder;

    Files(String folder) {
      this.folder = folder;
    }

    @Override
    public String location() {
      return root;
    }

    @Override
    public List<String> names() {
      return wanted.files().stream()
          .map(RemoteFile::name)
          .filter(name -> name.startsWith(folder))
          .map(name -> name.substring(folder.length()))
          .sorted()
          .toList();
    }

    @Override
    public Optional<ByteSource> find(String name) {
      return wanted.files().stream()
          .filter(file -> file.name().equals(folder + name))
          .findFirst()
          .map(this::source);
    }

    private ByteSource source(RemoteFile file) {
      return WEIGHTS.matcher(file.name()).matches() && !hub.holds(commit, file)
          ? hub.source(commit, file)
          : new LocalStorage().file(hub.fetch(commit, file).toString());
    }
  }
}
