import { chromeLauncher } from '@web/test-runner-chrome';
import config from './web-test-runner.config.js';
export default {
  ...config,
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-gpu'] },
    }),
  ],
  testFramework: { config: { timeout: 10000, grep: process.env.GREP } },
};
