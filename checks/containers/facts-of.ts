import { imageFacts, type ImageFacts } from '../../tables/image-facts.ts';
import { nameTails, parseImage } from './image-reference.ts';

/** What is known of an image, whatever mirror it comes from. */
export function factsOf(image: string): ImageFacts | undefined {
  const tail = nameTails(parseImage(image).name).find((name) => Object.hasOwn(imageFacts, name));
  return tail === undefined ? undefined : imageFacts[tail];
}

/** A remark for findings that rest on what wasn't verified. */
export function caution({ verified }: ImageFacts): string {
  return verified ? '' : ' (so far as is known: this image was not run)';
}
