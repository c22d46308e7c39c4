import { createSite } from './site.js';

const { PORT = '3000', GAUNG = 'http://localhost:8787/' } = process.env;
createSite(GAUNG).listen(Number(PORT), '127.0.0.1', () => console.log(`http://localhost:${PORT}/article`));
