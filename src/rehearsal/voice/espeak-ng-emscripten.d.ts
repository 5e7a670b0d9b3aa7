declare module '@echogarden/espeak-ng-emscripten' {
  interface Worker {
    set_voice(name: string, language: string, gender: number, age: number, variant: number): number;
    set_rate(wordsPerMinute: number): void;
    set_pitch(pitch: number): void;
    set_range(range: number): void;
    synthesize(
      text: string,
      callback: (
        samples: Int16Array,
        events: readonly import('./espeak.ts').EspeakEvent[],
      ) => boolean,
    ): void;
  }
  export default function initialise(options: {
    print?: (line: string) => void;
    printErr?: (line: string) => void;
  }): Promise<{ eSpeakNGWorker: new () => Worker }>;
}
