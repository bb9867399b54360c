import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FlamencoFarm } from '../../unit/pipeline/farms/flamenco/flamenco-farm.ts';
import { Studio } from '../cli/studio.ts';

/** The sample project with a farm of its own. */
export class FlamencoStudio implements AsyncDisposable {
  readonly studio: Studio;
  readonly farm: FlamencoFarm;

  private constructor(studio: Studio, farm: FlamencoFarm) {
    this.studio = studio;
    this.farm = farm;
  }

  /** `isDefault`: jobs go to the farm where nobody says. The project is trusted. */
  static async open({ isDefault = false } = {}): Promise<FlamencoStudio> {
    const studio = await Studio.open();
    const farm = await FlamencoFarm.begin();
    const file = path.join(studio.project, 'compline.yaml');
    const farms = `\nfarms:\n  blender:\n    type: flamenco\n    url: ${farm.manager.server.url}\n`;
    // The plate is read as fast as it can be.
    const text = (await readFile(file, 'utf8')).replace("      - '4'\n", "      - '400'\n");
    await writeFile(file, `${text}${farms}${isDefault ? 'farm: blender\n' : ''}`);
    await studio.run('trust');
    return new FlamencoStudio(studio, farm);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.studio[Symbol.asyncDispose]();
    await this.farm[Symbol.asyncDispose]();
  }
}
