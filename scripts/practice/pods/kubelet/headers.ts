import { createDeflate, createInflate, constants, type Deflate, type Inflate } from 'node:zlib';
import { headerWords } from './spdy-words.ts';

export type Headers = ReadonlyMap<string, string>;

const options = { dictionary: headerWords, flush: constants.Z_SYNC_FLUSH };

/** Reads the packed headers of one connection, in the order in which they come. */
export class HeaderReader {
  private readonly unpacking = createInflate(options);

  async read(packed: Buffer): Promise<Headers> {
    const bytes = await through(this.unpacking, packed);
    const headers = new Map<string, string>();
    let at = 4;
    const next = (): string => {
      const end = at + 4 + bytes.readUInt32BE(at);
      const word = bytes.toString('utf8', at + 4, end);
      at = end;
      return word;
    };
    for (let left = bytes.readUInt32BE(0); left > 0; left -= 1) headers.set(next(), next());
    return headers;
  }

  close(): void {
    this.unpacking.close();
  }
}

/** Packs the headers of the replies of one connection, which are empty. */
export class HeaderWriter {
  private readonly packing = createDeflate(options);

  none(): Promise<Buffer> {
    return through(this.packing, Buffer.alloc(4));
  }

  close(): void {
    this.packing.close();
  }
}

function through(stream: Inflate | Deflate, bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    stream.once('error', reject);
    stream.write(bytes, () => {
      stream.off('error', reject);
      resolve((stream.read() as Buffer | null) ?? Buffer.alloc(0));
    });
  });
}
