"""Copies some tables of a store into a bucket of a running S3 server.

    bucket.py STORE ENDPOINT BUCKET TABLE...      credentials: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY
"""

import sys
import time
from pathlib import Path

import pyarrow.fs as pafs


def main(store, endpoint, bucket, *tables):
    scheme, _, host = endpoint.partition("://")
    bucketed = pafs.S3FileSystem(scheme=scheme, endpoint_override=host, region="us-east-1", allow_bucket_creation=True)
    for attempt in range(120):
        try:
            bucketed.create_dir(bucket)
            break
        except OSError:
            time.sleep(0.5)
    else:
        sys.exit(f"No S3 server answers at {endpoint}")
    count = 0
    for table in tables:
        for file in sorted((Path(store) / table).rglob("*.parquet")):
            with bucketed.open_output_stream(f"{bucket}/store/{file.relative_to(store)}") as out:
                out.write(file.read_bytes())
            count += 1
    print(f"{count} files of {', '.join(tables)} in s3://{bucket}/store")


if __name__ == "__main__":
    main(*sys.argv[1:])
