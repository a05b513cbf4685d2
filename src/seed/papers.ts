/** What people of the association write down, by the names of the files. */
const PAPERS: Record<string, { mime: string; text: string }> = {
  'assembly.md': {
    mime: 'text/markdown',
    text: `# Autumn assembly of Bell Lane\n\nPresent: 63. In the chair: Vera.\n\n1. Playground: draft B, 41 to 17.\n2. Workshop: insulate first, then the smaller boiler.\n3. The bell: the choir looks after it.\n4. Vigorous discussion of the soup.\n`,
  },
  'budget.csv': {
    mime: 'text/csv',
    text: 'item,planned,spent\nbeams,640,612.40\nsand,280,0\nslide,1150,1150\npaint,90,74.15\nsoup,60,58.90\n',
  },
  'songs.md': {
    mime: 'text/markdown',
    text: '# Программа\n\n1. Вечерний звон\n2. Во кузнице\n3. Shenandoah\n4. Колыбельная\n5. На бис: что попросят\n',
  },
  'lake-loop.gpx': {
    mime: 'application/gpx+xml',
    text: `<?xml version="1.0"?>\n<gpx version="1.1" creator="Bell Lane"><trk><name>Lake loop</name><trkseg>${Array.from(
      { length: 120 },
      (_, i) =>
        `<trkpt lat="${(50 + Math.sin(i / 19) / 9).toFixed(5)}" lon="${(14 + Math.cos(i / 19) / 6).toFixed(5)}"/>`,
    ).join('')}</trkseg></trk></gpx>\n`,
  },
};

export function paper(name: string): { mime: string; text: string } {
  const found = PAPERS[name];
  if (!found) throw new Error(`nobody has written ${name}`);
  return found;
}
