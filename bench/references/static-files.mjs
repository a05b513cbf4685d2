// A plain static file server: Express' own, with nothing before it.
import express from 'express';

const app = express();
app.use(express.static(process.env.FOLDER));
app.listen(Number(process.env.PORT), process.env.HOST, () => console.log('ready'));
