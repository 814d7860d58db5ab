package io.stateprint.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ranges of files that lie far away, kept on the local disk. An entry is named after what the file
 * is (place, size, version) and after the range, is there whole or not at all, and carries a
 * checksum: several processes may use one folder. The longest unused make room for new ones; where
 * the disk is full, ranges are read and not kept. Other files of the folder are neither counted nor
 * touched.
 */
public final class RangeCache {
  private static final Logger LOG = LoggerFactory.getLogger(RangeCache.class);
  private static final Map<Path, RangeCache> OPEN = new ConcurrentHashMap<>();
  private static final int TRAILER = Long.BYTES;

  /** Names of unfinished entries end so; one that is a day old was left by a process that ended. */
  private static final String UNFINISHED = ".part";

  /** Folders of entries, and entries, which begin with the name of their folder. */
  private static final Pattern SHELF = Pattern.compile("[0-9a-f]{2}");

  private static final Pattern ENTRY =
      Pattern.compile("[0-9a-f]{64}-\\d+-\\d+(\\.[0-9a-f-]{36}\\" + UNFINISHED + ")?");

  private static final long LOOK_NANOS = 30_000_000_000L;
  private static final long STALE_MILLIS = 24 * 60 * 60 * 1000L;

  private final Path folder;
  private final long most;
  private final Map<Path, Object> underWay = new ConcurrentHashMap<>();
  private volatile boolean complained;
  private long looked;
  private long held;

  private RangeCache(Path folder, long most) {
    this.folder = folder;
    this.most = most;
  }

  /**
   * The cache in a folder, the same for all of this process.
   *
   * @param most bytes that it may hold
   */
  public static RangeCache at(Path folder, long most) {
    return OPEN.computeIfAbsent(
        folder.toAbsolutePath().normalize(), path -> new RangeCache(path, most));
  }

  /** The file, read through the cache. What is found there counts as no byte read. */
  public ByteSource over(ByteSource file) {
    return CachedSource.over(file, this, false);
  }

  /** The same for reads whose only end is that a range is here: small ones give nothing. */
  public ByteSource fetching(ByteSource file) {
    return CachedSource.over(file, this, true);
  }

  /** Reads a range of a file that this process does not have. */
  interface Origin {
    void read(ByteBuffer target);
  }

  /**
   * Fills all that remains of {@code target}, which must be direct, with a range of a file.
   *
   * @param identity of the file
   * @return whether it was here
   */
  boolean read(String identity, long offset, ByteBuffer target, Origin origin) {
    Path entry = entry(identity, offset, target.remaining());
    Object mine = underWay.computeIfAbsent(entry, path -> new Object());
    synchronized (mine) {
      try {
        if (found(entry, target)) {
          return true;
        }
        ByteBuffer read = target.slice();
        origin.read(target);
        keep(entry, read);
        return false;
      } finally {
        underWay.remove(entry, mine);
      }
    }
  }

  private Path entry(String identity, long offset, long length) {
    String name = Sha256.of(identity);
    return folder.resolve(name.substring(0, 2)).resolve("%s-%d-%d".formatted(name, offset, length));
  }

  private static boolean found(Path entry, ByteBuffer target) {
    int begin = target.position();
    try (FileChannel channel = FileChannel.open(entry, StandardOpenOption.READ)) {
      ByteBuffer trailer = ByteBuffer.allocate(TRAILER);
      long at = 0;
      while (target.hasRemaining()) {
        at += more(channel.read(target, at));
      }
      while (trailer.hasRemaining()) {
        at += more(channel.read(trailer, at));
      }
      if (checksum(target.duplicate().flip().position(begin)) == trailer.getLong(0)) {
        touch(entry);
        return true;
      }
      throw new IOException("its checksum is wrong");
    } catch (NoSuchFileException e) {
      target.position(begin);
      return false;
    } catch (IOException e) {
      LOG.warn("{} is left aside: {}", entry, e.getMessage());
      target.position(begin);
      discard(entry);
      return false;
    }
  }

  /** An entry of another user, or on a disk that is only read now, keeps its time. */
  private static void touch(Path entry) {
    try {
      Files.setLastModifiedTime(entry, FileTime.fromMillis(System.currentTimeMillis()));
    } catch (IOException e) {
      LOG.debug("Cannot touch {}", entry, e);
    }
  }

  private static int more(int count) throws IOException {
    if (count < 0) {
      throw new IOException("it is too short");
    }
    return count;
  }

  private static long checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }

  private void keep(Path entry, ByteBuffer bytes) {
    Path unfinished =
        entry.resolveSibling(entry.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
    try {
      long length = bytes.remaining() + (long) TRAILER;
      if (!makeRoom(length)) {
        return;
      }
      Files.createDirectories(entry.getParent());
      ByteBuffer trailer = ByteBuffer.allocate(TRAILER).putLong(0, checksum(bytes.duplicate()));
      try (FileChannel channel =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        while (trailer.hasRemaining()) {
          channel.write(trailer);
        }
      }
      Files.move(unfinished, entry, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(unfinished);
      if (!complained) {
        complained = true;
        LOG.warn(
            "Cannot keep what is read in {}: {}; it is read and not kept", folder, e.toString());
      }
    }
  }

  private record Kept(Path path, long bytes, long used) {}

  /**
   * Removes the longest unused until so many bytes fit; false where they never do. What other
   * processes keep meanwhile is looked at every half minute.
   */
  private synchronized boolean makeRoom(long bytes) throws IOException {
    if (bytes > most) {
      return false;
    }
    long now = System.nanoTime();
    if (looked == 0 || now - looked > LOOK_NANOS || held + bytes > most) {
      looked = now;
      List<Kept> kept = kept();
      held = kept.stream().mapToLong(Kept::bytes).sum();
      for (Kept oldest : kept) {
        if (held + bytes <= most) {
          break;
        }
        discard(oldest.path());
        held -= oldest.bytes();
      }
    }
    held += bytes;
    return true;
  }

  /** All entries, the longest unused first; other processes may remove some meanwhile. */
  private List<Kept> kept() throws IOException {
    List<Kept> kept = new ArrayList<>();
    if (Files.exists(folder)) {
      Path real = folder.toRealPath();
      Files.walkFileTree(real, new Look(real, kept));
    }
    kept.sort(Comparator.comparingLong(Kept::used));
    return kept;
  }

  private static final class Look extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<Kept> kept;

    Look(Path folder, List<Kept> kept) {
      this.folder = folder;
      this.kept = kept;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
      boolean shelf = folder.equals(at.getParent()) && SHELF.matcher(name(at)).matches();
      return shelf || at.equals(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    private static boolean isEntry(Path file) {
      return ENTRY.matcher(name(file)).matches() && name(file).startsWith(name(file.getParent()));
    }

    private static String name(@Nullable Path path) {
      return path == null ? "" : String.valueOf(path.getFileName());
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!attributes.isRegularFile() || !isEntry(file)) {
        return FileVisitResult.CONTINUE;
      }
      long used = attributes.lastModifiedTime().toMillis();
      boolean stale = used < System.currentTimeMillis() - STALE_MILLIS;
      if (file.toString().endsWith(UNFINISHED) && stale) {
        discard(file);
      } else {
        kept.add(new Kept(file, attributes.size(), used));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }

  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("Cannot remove {}", file, e);
    }
  }
}
