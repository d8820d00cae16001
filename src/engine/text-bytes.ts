/**
 * The bytes that scripts/build-engine.mjs wrote as text: characters from # to ~ without the backslash count from 0 to 90; 88 and
 * 89 lift the next one by 88 and 176; 10 is taken away, for small bytes are the frequent ones.
 */
export function bytesOfText(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  let size = 0, lift = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i), index = code < 92 ? code - 35 : code - 36;
    if (index > 87) lift = 88 * (index - 87);
    else {
      bytes[size++] = index + lift - 10;
      lift = 0;
    }
  }
  return bytes.subarray(0, size);
}
