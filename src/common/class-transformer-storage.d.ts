/** What the decorators of class-transformer have told: it has no door of its own, and Nest looks it up here too. */
declare module 'class-transformer/cjs/storage.js' {
  import type { TransformationType, TransformMetadata, TypeMetadata } from 'class-transformer';

  type Class = new () => object;

  export const defaultMetadataStorage: {
    findTransformMetadatas(target: Class, field: string, direction: TransformationType): TransformMetadata[];
    findTypeMetadata(target: Class, field: string): TypeMetadata | undefined;
    getExposedMetadatas(target: Class): object[];
    getExcludedMetadatas(target: Class): object[];
  };
}
