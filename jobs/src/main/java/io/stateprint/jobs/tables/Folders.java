package io.stateprint.jobs.tables;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders of a store. */
final class Folders {
  private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

  private static final Pattern MANIFEST =
      Pattern.compile(".*/run_id=([^/]+)/model_id=[^/]+/_SUCCESS");

  private Folders() {}

  /** Ids of the runs of which a table's part is complete, sorted, by one listing. */
  static List<String> runIds(FileSystem system, Path table) throws IOException {
    TreeSet<String> ids = new TreeSet<>();
    try {
      RemoteIterator<LocatedFileStatus> files = system.listFiles(table, true);
      while (files.hasNext()) {
        Matcher manifest = MANIFEST.matcher(files.next().getPath().toString());
        if (manifest.matches()) {
          ids.add(manifest.group(1));
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return List.copyOf(ids);
  }

  /** What stands behind a prefix in the names that begin with it, sorted; none of no folder. */
  static List<String> names(FileSystem system, Path folder, String prefix) throws IOException {
    return system.exists(folder)
        ? Arrays.stream(system.listStatus(folder))
            .map(status -> status.getPath().getName())
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .sorted()
            .toList()
        : List.of();
  }

  /** The run whose folder a table's file lies in, which is given as a URI. */
  static String run(String file) {
    Path model = new Path(URI.create(file)).getParent();
    return model.getParent().getName().replaceFirst("^run_id=", "");
  }

  /** What another run puts there meanwhile keeps it; an empty folder that stays harms nobody. */
  static boolean removeIfEmpty(FileSystem system, Path folder) {
    try {
      return system.listStatus(folder).length == 0 && system.delete(folder, false);
    } catch (IOException e) {
      LOG.debug("{} stays", folder, e);
      return false;
    }
  }
}
